package dev.colophon.transfer.source;

import org.jspecify.annotations.Nullable;

/**
 * How a reader says that their file is to be read.
 *
 * @param system whose file it must be; null when its columns alone tell
 * @param columns what they are; null when their names tell
 */
public record FileReading(
        @Nullable SourceSystem system, @Nullable ColumnChoice columns) {
    /** Code of the refusal of a file whose columns are of no system that is known. */
    public static final String UNKNOWN_COLUMNS = "unknown_columns";

    /** Code of the refusal of a file whose rows are all longer than its names. */
    public static final String SHIFTED_COLUMNS = "shifted_columns";

    /** As the columns tell. */
    public static final FileReading AUTOMATIC = new FileReading(null, null);
}
