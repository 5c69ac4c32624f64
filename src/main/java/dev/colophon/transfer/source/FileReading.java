package dev.colophon.transfer.source;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.choice.ShelfChoice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a reader says that their file is to be read.
 *
 * @param system whose file it must be; null when its columns alone tell
 * @param columns what they are; null when their names tell
 * @param shelves what becomes of the rows of shelves of the reader's own, by their names
 */
public record FileReading(
        @Nullable SourceSystem system, @Nullable ColumnChoice columns, Map<String, @Nullable ShelfChoice> shelves) {
    /** Code of the refusal of a file whose columns are of no system that is known. */
    static final String UNKNOWN_COLUMNS = "unknown_columns";

    /** Code of the refusal of a file whose rows are all longer than its names. */
    public static final String SHIFTED_COLUMNS = "shifted_columns";

    /** As the columns tell. */
    public static final FileReading AUTOMATIC = new FileReading(null, null);

    public FileReading(@Nullable SourceSystem system, @Nullable ColumnChoice columns) {
        this(system, columns, Map.of());
    }

    /** The same with what becomes of shelves of the reader's own. */
    public FileReading with(Map<String, @Nullable ShelfChoice> chosen) {
        return new FileReading(system, columns, chosen);
    }

    /** Whether the remedy of a refusal is that somebody says what the columns are. */
    public static boolean isForChoice(Problem refused) {
        return refused.code().equals(UNKNOWN_COLUMNS) || refused.code().equals(SHIFTED_COLUMNS);
    }

    /**
     * Demands that a file whose it is known is the one that was said.
     *
     * @throws Problem of kind INVALID when it was said to be of another system
     */
    public void demand(SourceSystem known) {
        if (system != null && system != known) {
            throw Problem.of(
                    Kind.INVALID,
                    "other_system",
                    "This looks like a file of another system (%s: %s).".formatted(known.label(), known.code()));
        }
    }
}
