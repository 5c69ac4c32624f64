package dev.colophon.transfer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.goodreads.Header;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CSV file whose coding, separator and columns are known; its rows can be read repeatedly. */
public final class CsvFile {
    /** A longer cell is taken for a quote that was never closed. */
    public static final int MAX_CELL_CHARACTERS = 1 << 17;

    private static final int HEADER_CHARACTERS = 1 << 16;
    private static final Pattern SEPARATOR_TOLD = Pattern.compile(" *sep= *([,;\t])[ \t]*");
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final SourceText text;
    private final Layout layout;
    private final Header header;

    private CsvFile(SourceText text, Layout layout, Header header) {
        this.text = text;
        this.layout = layout;
        this.header = header;
    }

    /**
     * One row.
     *
     * @param line where it starts in the file; the first row of names is usually line 1
     */
    public record CsvRow(int line, List<String> cells) {}

    /**
     * @param separator between cells
     * @param skipLines 1 when the file begins with Excel's {@code sep=;}
     */
    private record Layout(char separator, int skipLines) {}

    /**
     * Opens a file and reads its first row.
     *
     * @throws Problem saying what the file is when it is not a Goodreads export
     */
    public static CsvFile open(Path file) throws IOException {
        SourceText text = SourceText.examine(file);
        Layout layout = layout(text);
        try (Reader reader = reader(text, layout);
                CsvReader<CsvRecord> csv = csv(reader, layout)) {
            return new CsvFile(text, layout, Header.of(names(csv.iterator())));
        } catch (CsvParseException failure) {
            throw broken(failure, layout);
        }
    }

    public Header header() {
        return header;
    }

    /** What was assumed or found about the file as a whole. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(text.notes());
        notes.addAll(header.notes());
        return notes;
    }

    /**
     * Reads every row after the first, blank lines left out.
     *
     * @throws Problem with the line when a quote is broken
     */
    public void forEach(Consumer<CsvRow> action) throws IOException {
        try (Reader reader = reader(text, layout);
                CsvReader<CsvRecord> csv = csv(reader, layout)) {
            Iterator<CsvRecord> records = csv.iterator();
            names(records);
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (!isBlank(row)) {
                    int line = Math.toIntExact(row.getStartingLineNumber()) + layout.skipLines();
                    action.accept(new CsvRow(line, row.getFields()));
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

    private static CsvReader<CsvRecord> csv(Reader reader, Layout layout) {
        return CsvReader.builder()
                .fieldSeparator(layout.separator())
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MAX_CELL_CHARACTERS)
                .ofCsvRecord(reader);
    }

    private static Reader reader(SourceText text, Layout layout) throws IOException {
        BufferedReader reader = new BufferedReader(text.open());
        for (int line = 0; line < layout.skipLines(); line++) {
            reader.readLine();
        }
        return new UnpaddedText(reader, layout.separator());
    }

    private static Layout layout(SourceText text) throws IOException {
        char[] start = new char[HEADER_CHARACTERS];
        int length;
        try (Reader reader = text.open()) {
            length = Math.max(0, reader.read(start));
        }
        String head = new String(start, 0, length);
        String line = head.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
        String lower = line.toLowerCase(Locale.ROOT).replace("\"", "");
        Matcher told = SEPARATOR_TOLD.matcher(lower);
        if (told.matches()) {
            return new Layout(told.group(1).charAt(0), 1);
        }
        // a tab beside another separator aligns columns
        line = line.replaceAll("[ \\u00a0]", "").replaceAll("(?<!\t)\t*+([,;])\t*+", "$1");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = count(line, candidate) > count(line, best) ? candidate : best;
        }
        return new Layout(best, 0);
    }

    private static int count(String line, char separator) {
        boolean quoted = false;
        int count = 0;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            quoted ^= character == '"';
            count += !quoted && character == separator ? 1 : 0;
        }
        return count;
    }

    /** The library's message quotes the file, so only the line is taken from it. */
    private static Problem broken(CsvParseException failure, Layout layout) {
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
