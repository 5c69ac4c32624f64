package dev.colophon.transfer.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Rows of cells under names, in whatever file; they can be read repeatedly. */
public interface Table {
    /** The names of the columns, as printed. */
    List<String> names();

    /** What had to be assumed about the file, one sentence each. */
    List<String> notes();

    /**
     * Reads every row, blank ones left out.
     *
     * @throws dev.colophon.problem.Problem with the line when a row cannot be read
     */
    void forEach(Consumer<TableRow> action) throws IOException;

    /**
     * One row.
     *
     * @param index counted from 0, the row of names and blank lines left out
     * @param line where it starts in the file; the row of names is usually line 1
     */
    record TableRow(int index, int line, List<String> cells) {}

    /**
     * Opens the table in a file, or in an archive that holds one.
     *
     * @param maxBytes of what an archive may hold
     * @throws dev.colophon.problem.Problem saying what the file is when it holds no table
     */
    static Table open(Path file, long maxBytes) throws IOException {
        FileContent content = FileContent.of(file);
        if (FileKind.of(content).filter(FileKind.ARCHIVE::equals).isPresent()) {
            content = ArchivedFile.of(content, maxBytes);
        }
        return FileKind.of(content).filter(FileKind.JSON::equals).isPresent()
                ? JsonFile.open(content)
                : CsvFile.open(content);
    }
}
