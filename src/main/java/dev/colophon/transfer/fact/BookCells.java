package dev.colophon.transfer.fact;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.text.FieldRules;
import dev.colophon.transfer.cell.LanguageName;
import dev.colophon.transfer.cell.ReviewText;
import dev.colophon.transfer.cell.SeriesTitle;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts about a book as several systems write them. */
public final class BookCells {
    private static final Pattern YEAR = Pattern.compile("(?:.*\\D)?(\\d{4})(?:\\.0+|\\D.*)?");
    private static final Pattern NUMBERED = Pattern.compile("(.+?)\\s*\\(#\\s*(\\S.{0,30}?)(?:\\.0+)?\\)");
    private static final int LAST_UNKNOWN_YEAR = 101;

    private BookCells() {}

    /** The title as far as a catalogue takes it. */
    public static String title(RowCells cells, NamedColumn column) {
        return cells.bounded(column, cells.text(column), BookDraft.MAX_TITLE);
    }

    public static @Nullable Integer pages(RowCells cells, NamedColumn column) {
        Integer pages = cells.wholeNumber(column, 0, 100_000);
        return pages == null || pages == 0 ? null : pages;
    }

    /** A day, or the year of what is none; Calibre writes the year 101 for an unknown one. */
    public static @Nullable String published(RowCells cells, NamedColumn column) {
        String text = cells.text(column);
        LocalDate day = cells.day(text);
        if (day != null) {
            return day.toString();
        }
        Matcher year = YEAR.matcher(text);
        return year.matches() && Integer.parseInt(year.group(1)) > LAST_UNKNOWN_YEAR ? year.group(1) : null;
    }

    /** From a code or an English name; of several the first. */
    public static @Nullable String language(RowCells cells, NamedColumn column) {
        String first = cells.text(column).split("[,|]", 2)[0].strip();
        if (first.isEmpty()) {
            return null;
        }
        String tag = LanguageName.tag(first);
        if (tag == null) {
            cells.note(column, "is not a language that is known here; it was kept in the raw row only");
        }
        return tag;
    }

    /** Text about the book, which may be HTML. */
    public static @Nullable String description(RowCells cells, NamedColumn column) {
        String text = ReviewText.of(cells.lines(column)).markdown();
        return text.isEmpty() ? null : cells.bounded(column, text, FieldRules.LONG_TEXT);
    }

    /** Such as {@code Sprawl (#1.0), Lanterns}. */
    public static List<SeriesPosition> series(RowCells cells, NamedColumn column) {
        return Stream.of(cells.text(column).split("(?<=\\)),\\s*|\\|"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .limit(BookDraft.MAX_SERIES)
                .map(text -> series(cells, column, text))
                .toList();
    }

    /** Those that a title tells of in brackets. */
    public static List<SeriesPosition> series(RowCells cells, NamedColumn column, SeriesTitle title) {
        return title.series().stream()
                .limit(BookDraft.MAX_SERIES)
                .map(one -> new SeriesPosition(cells.bounded(column, one.name(), BookDraft.MAX_NAME), one.position()))
                .toList();
    }

    private static SeriesPosition series(RowCells cells, NamedColumn column, String text) {
        Matcher matcher = NUMBERED.matcher(text);
        return matcher.matches()
                ? new SeriesPosition(cells.bounded(column, matcher.group(1), BookDraft.MAX_NAME), matcher.group(2))
                : new SeriesPosition(cells.bounded(column, text, BookDraft.MAX_NAME), null);
    }

    /**
     * What the cells say that other systems call the book, by scheme.
     *
     * @param columns with a pattern for what such a value looks like; others are left out
     */
    public static Map<String, String> identifiers(RowCells cells, Map<String, Identifier> columns) {
        Map<String, String> found = new TreeMap<>();
        columns.forEach((scheme, identifier) -> {
            String text = cells.text(identifier.column()).replaceFirst("(?<=\\d)\\.0+$", "");
            if (identifier.shape().matcher(text).matches()) {
                found.put(scheme, text);
            }
        });
        return found;
    }

    /** A column of numbers or codes of a system. */
    public record Identifier(NamedColumn column, Pattern shape) {
        public static final String NUMBER = "[1-9]\\d{0,17}";
        public static final String ASIN = "[A-Z0-9]{10}";
        public static final String EDITION_OF_OPEN_LIBRARY = "OL\\d{1,12}M";

        /**
         * @param shape a regular expression
         */
        public static Identifier of(NamedColumn column, String shape) {
            return new Identifier(column, Pattern.compile(shape));
        }
    }
}
