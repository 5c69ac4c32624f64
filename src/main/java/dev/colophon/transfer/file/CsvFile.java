package dev.colophon.transfer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CSV file whose coding and separator are known; its rows can be read repeatedly. */
public final class CsvFile implements Table {
    /** A longer cell is taken for a quote that was never closed. */
    static final int MAX_CELL_CHARACTERS = 1 << 17;

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final SourceText text;
    private final CsvLayout layout;
    private final List<String> names;
    private final boolean firstRowIsNames;

    private CsvFile(SourceText text, CsvLayout layout, List<String> names, boolean firstRowIsNames) {
        this.text = text;
        this.layout = layout;
        this.names = names;
        this.firstRowIsNames = firstRowIsNames;
    }

    /**
     * Opens a file and reads its first row.
     *
     * @throws Problem saying what the file is when it is no text, or when a quote is broken
     */
    public static CsvFile open(Path file) throws IOException {
        return open(FileContent.of(file));
    }

    static CsvFile open(FileContent content) throws IOException {
        SourceText text = SourceText.examine(content);
        return open(text, CsvLayout.of(text));
    }

    private static CsvFile open(SourceText text, CsvLayout layout) throws IOException {
        try (Reader reader = reader(text, layout);
                CsvReader<CsvRecord> csv = csv(reader, layout)) {
            return new CsvFile(text, layout, names(csv.iterator()), true);
        } catch (CsvParseException failure) {
            throw broken(failure, layout);
        }
    }

    /** The same file with names that it has not: its first row is one as all others. */
    public CsvFile named(List<String> given) {
        return new CsvFile(text, layout, given, false);
    }

    /**
     * The same file with quotes as text, if it is parted by tabs and its names have no quotes: who
     * writes tabs so has no quoted cells, and titles begin with a quote of their own.
     */
    public CsvFile withPlainTabs() throws IOException {
        if (layout.separator() != '\t') {
            return this;
        }
        CsvFile plain = open(text, layout.unquoted());
        return plain.names.stream().noneMatch(name -> name.contains("\"")) ? plain : this;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> notes() {
        return text.notes();
    }

    @Override
    public void forEach(Consumer<TableRow> action) throws IOException {
        try (Reader reader = reader(text, layout);
                CsvReader<CsvRecord> csv = csv(reader, layout)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (firstRowIsNames) {
                names(records);
            }
            int index = 0;
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (!isBlank(row)) {
                    int line = Math.toIntExact(row.getStartingLineNumber()) + layout.skipLines();
                    action.accept(new TableRow(index++, line, row.getFields()));
                }
            }
        } catch (CsvParseException failure) {
            throw broken(failure, layout);
        }
    }

    /** The first row that is not blank. */
    private static List<String> names(Iterator<CsvRecord> records) {
        while (records.hasNext()) {
            CsvRecord row = records.next();
            if (!isBlank(row)) {
                return row.getFields();
            }
        }
        return List.of("");
    }

    private static boolean isBlank(CsvRecord row) {
        return row.getFields().stream().allMatch(String::isBlank);
    }

    private static CsvReader<CsvRecord> csv(Reader reader, CsvLayout layout) {
        return CsvReader.builder()
                .fieldSeparator(layout.separator())
                .quoteCharacter(layout.quote())
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MAX_CELL_CHARACTERS)
                .ofCsvRecord(reader);
    }

    private static Reader reader(SourceText text, CsvLayout layout) throws IOException {
        BufferedReader reader = new BufferedReader(text.open());
        for (int line = 0; line < layout.skipLines(); line++) {
            reader.readLine();
        }
        return layout.quote() != CsvLayout.QUOTE
                ? reader
                : new UnpaddedText(reader, layout.separator(), MAX_CELL_CHARACTERS);
    }

    /** The library's message quotes the file, so only the line is taken from it. */
    private static Problem broken(CsvParseException failure, CsvLayout layout) {
        Matcher matcher = LINE.matcher(String.valueOf(failure.getMessage()));
        String place = matcher.find()
                ? "in the row that starts at line " + (Long.parseLong(matcher.group(1)) + layout.skipLines())
                : "in the file";
        return Problem.of(
                Kind.INVALID,
                "broken_quotes",
                "The quotes "
                        + place
                        + " do not match: a quote is not closed, or text follows a closing "
                        + "one, or a cell"
                        + " has more than 131,072 characters."
                        + " Nothing was stored. Mend that row, or export again.");
    }
}
