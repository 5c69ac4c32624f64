package dev.colophon.transfer.row;

import dev.colophon.json.Json;
import dev.colophon.shelf.TagRepository;
import dev.colophon.text.TextRule;
import dev.colophon.transfer.cell.DateOrder;
import dev.colophon.transfer.file.ReportCells;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row by column, cleaned for use, beside the raw row. Everything that had to be
 * left out or changed is noted: a note names the column, the raw row has the value.
 */
public final class RowCells {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");
    private static final Pattern FORMULA = Pattern.compile("[=@].*|[+-](?![\\d.,]+$).*");
    private static final String FORMULA_STARTS = "=@+-";
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final Pattern QUOTED_FORMULA = Pattern.compile("=\"[^\"]*\"");

    /** How data tools write that a cell is empty. */
    private static final Set<String> NOTHING = Set.of("NaN", "nan");

    private final Header header;
    private final List<String> cells;
    private final DateOrder dates;
    private final List<String> notes = new ArrayList<>();
    private @Nullable String ownShelf;

    /**
     * @param dates how the file writes its dates
     */
    public RowCells(Header header, List<String> cells, DateOrder dates) {
        this.header = header;
        this.cells = cells;
        this.dates = dates;
    }

    /** The text of a cell in one line; empty when the cell or the column is missing. */
    public String text(NamedColumn column) {
        String lines = lines(column);
        return isSingleSpaced(lines)
                ? lines
                : SPACES.matcher(lines).replaceAll(" ").strip();
    }

    /** The text of a cell with its line ends, as LF. */
    public String lines(NamedColumn column) {
        String cell = raw(column);
        if (isPlain(cell)) {
            return cell.strip();
        }
        String text = SPACES.matcher(firstLine(cell.strip())).replaceAll(" ").strip();
        if (FORMULA.matcher(text).matches() && !QUOTED_FORMULA.matcher(text).matches()) {
            note(column, "begins like a spreadsheet formula; it was kept as text");
        }
        if (CONTROL.matcher(cell).find()) {
            note(column, "holds control characters; they were replaced by spaces");
            cell = CONTROL.matcher(cell).replaceAll(" ");
        }
        return LINE_END.matcher(cell).replaceAll("\n").strip();
    }

    /** Nearly all are, and an import looks at some fifty cells for each row: no formula, one line, no controls. */
    private static boolean isPlain(String cell) {
        boolean blank = true;
        for (int index = 0; index < cell.length(); index++) {
            char character = cell.charAt(index);
            boolean formula = blank && FORMULA_STARTS.indexOf(character) >= 0;
            if (formula || character < ' ' || character == 0x7F) {
                return false;
            }
            blank = blank && (Character.isWhitespace(character) || character == NO_BREAK_SPACE);
        }
        return true;
    }

    private static boolean isSingleSpaced(String line) {
        return line.indexOf("  ") < 0
                && line.indexOf('\n') < 0
                && line.indexOf('\t') < 0
                && line.indexOf(NO_BREAK_SPACE) < 0;
    }

    private static String firstLine(String cell) {
        int end = cell.indexOf('\n');
        return end < 0 ? cell : cell.substring(0, end);
    }

    /** A whole number; spreadsheets may have added {@code .0}. */
    public @Nullable Integer wholeNumber(NamedColumn column, int smallest, int largest) {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            int number = new BigDecimal(shortened(text)).intValueExact();
            if (number >= smallest && number <= largest) {
                return number;
            }
            note(column, "is not between " + smallest + " and " + largest + " and was left out");
        } catch (ArithmeticException | NumberFormatException notWhole) {
            note(column, "is not a whole number and was left out");
        }
        return null;
    }

    /** A huge exponent would make BigDecimal work for minutes. */
    private static String shortened(String text) {
        return text.length() > 12 || text.contains("e") || text.contains("E") ? "?" : text;
    }

    /** The day in a cell; one that is none is noted. */
    public @Nullable LocalDate date(NamedColumn column) {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        LocalDate date = day(text);
        if (date == null) {
            note(column, "is not a full date; it was kept in the raw row only");
        }
        return date;
    }

    /** The day that a text means in this file, or null. */
    public @Nullable LocalDate day(String text) {
        return dates.parse(text);
    }

    /** The text of a cell in one line as far as a limit takes it, or null when there is none. */
    public @Nullable String line(NamedColumn column, int maxCharacters) {
        String text = bounded(column, text(column), maxCharacters);
        return text.isEmpty() ? null : text;
    }

    /** As much of a text as a limit takes; what is cut is noted. */
    public String bounded(NamedColumn column, String text, int maxCharacters) {
        if (text.length() <= maxCharacters) {
            return text;
        }
        note(column, "is longer than " + maxCharacters + " characters; the rest is in the raw row only");
        int end = Character.isHighSurrogate(text.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters;
        return text.substring(0, end).strip();
    }

    /** Notes what was left out or changed, once. */
    public void note(NamedColumn column, String what) {
        String note = column.label() + " " + what + ".";
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Says that the row stands on a shelf whose name tells no status, so that its reader can choose one. */
    public void standsOn(String shelf) {
        ownShelf = shelf.isEmpty() || shelf.length() > TagRepository.MAX_NAME ? null : shelf;
    }

    /** The shelf of the reader's own that the row stands on, if it stands on one. */
    @Nullable
    String ownShelf() {
        return ownShelf;
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** How many non-empty cells stand beyond the last column: the row is out of step. */
    public int surplus() {
        return (int) cells.stream()
                .skip(header.names().size())
                .filter(cell -> !cell.isBlank())
                .count();
    }

    /** The row as it is in the file, canonical JSON; what no database stores is made visible. */
    public String rawJson() {
        Map<String, String> row = new LinkedHashMap<>();
        for (int index = 0; index < cells.size(); index++) {
            String name = index < header.names().size() ? header.names().get(index) : "column (" + (index + 1) + ")";
            row.put(name, storable(cells.get(index)));
        }
        return Json.writeText(row);
    }

    private static String storable(String cell) {
        if (TextRule.holds(cell)) {
            return cell;
        }
        return cell.replace('\0', '\u2400').replaceAll("\\p{Cs}", "\uFFFD");
    }

    private String raw(NamedColumn column) {
        int place = header.place(column);
        String cell = place < 0 || place >= cells.size() ? "" : cells.get(place);
        if (NOTHING.contains(cell)) {
            return "";
        }
        return ReportCells.restored(cell);
    }
}
