package dev.colophon.cli.importing;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.transfer.source.ColumnChoice;
import dev.colophon.transfer.source.ColumnChoice.FirstRow;
import dev.colophon.transfer.source.FileReading;
import dev.colophon.transfer.source.TableSample;
import dev.colophon.transfer.table.TableField;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the columns of a table are that no known system has written, in the words of the API. */
final class ColumnOptions {
    private static final int COLUMNS_SHOWN = 20;

    @Option(
            names = "--columns",
            paramLabel = "FIELD:NUMBER,...",
            description =
                    "What the columns of a table of your own are, counted from 1, such as title:1,authors:2,isbn:4.")
    private @Nullable String columns;

    @Option(
            names = "--first-row",
            paramLabel = "names|book",
            description =
                    "With --columns: whether the first row has the names of the columns (unless given) or a book.")
    private @Nullable FirstRow firstRow;

    /**
     * How the file is to be read.
     *
     * @throws ParameterException when the options say nothing that can be meant
     */
    FileReading reading(CommandLine line) {
        if (columns == null) {
            return FileReading.AUTOMATIC;
        }
        try {
            return new FileReading(null, ColumnChoice.parse(columns, firstRow));
        } catch (Problem wrong) {
            throw new ParameterException(line, "--columns: " + wrong.detail() + " The fields are " + fields() + ".");
        }
    }

    /** Says what was seen in a file that was refused because of its columns, and how to say what they are. */
    static StartFailure refusal(String what, Problem refused, TableSample sample) {
        String seen = sample.columns().stream()
                .limit(COLUMNS_SHOWN)
                .map(column -> column.number() + " " + printable(column.name()))
                .collect(Collectors.joining(", "));
        String more = sample.columns().size() > COLUMNS_SHOWN ? ", …" : "";
        return new StartFailure(
                ExitCode.INPUT_REFUSED,
                what,
                refused.detail() + "\nThe first row: " + seen + more,
                "nothing was stored; say what the columns are, such as --columns title:1,authors:2 (and --first-row"
                        + " book if the first row has no names).\nThe fields are " + fields());
    }

    private static String fields() {
        return Stream.of(TableField.values()).map(TableField::code).collect(Collectors.joining(", "));
    }

    /** A terminal obeys what is no letter. */
    private static String printable(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
