package dev.colophon.transfer.fact;

import dev.colophon.catalogue.Isbn;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ISBN of a row. Goodreads writes {@code ="0142402494"} so that spreadsheets keep leading zeros;
 * spreadsheets that re-save the file lose them all the same, and data tools add {@code .0}.
 */
public final class IsbnCells {
    private static final Pattern QUOTED = Pattern.compile("=?\"*([^\"]*)\"*");
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");
    private static final Pattern SHAPED = Pattern.compile("\\d{9}[\\dX]|\\d{13}");
    private static final Pattern SHORTENED = Pattern.compile("[1-9]\\d{5,7}[\\dX]");
    private static final Pattern DECIMAL = Pattern.compile("(\\d{6,13})\\.0+");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}]");

    private IsbnCells() {}

    /** The 13 digits of the better column, else of the other; null when neither has a valid number. */
    public static @Nullable String isbn13(RowCells cells, NamedColumn better, NamedColumn other) {
        Optional<Isbn> second = read(cells, other);
        Optional<Isbn> first = read(cells, better);
        if (second.isPresent() && first.isPresent() && !second.equals(first)) {
            cells.note(other, "and %s name different books; %1$s was used".formatted(better.label()));
        }
        return first.or(() -> second).map(Isbn::isbn13).orElse(null);
    }

    /** The same of one column. */
    public static @Nullable String isbn13(RowCells cells, NamedColumn column) {
        return read(cells, column).map(Isbn::isbn13).orElse(null);
    }

    /** The valid ISBN in a cell, else nothing; what is wrong with it is noted. */
    private static Optional<Isbn> read(RowCells cells, NamedColumn column) {
        String text = unquoted(cells.text(column));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Isbn> isbn = whole(text);
        if (isbn.isPresent()) {
            return isbn;
        }
        isbn = shortened(text);
        cells.note(column, isbn.isPresent() ? "had lost its leading zeros; they were restored" : fault(text));
        return isbn;
    }

    /** The ISBN that a text is, also one that has lost leading zeros. */
    public static Optional<Isbn> find(String text) {
        String bare = unquoted(text);
        return whole(bare).or(() -> shortened(bare));
    }

    private static Optional<Isbn> whole(String text) {
        return text.startsWith("000000000") ? Optional.empty() : Isbn.parse(text);
    }

    private static Optional<Isbn> shortened(String text) {
        String digits = digits(text);
        return SHORTENED.matcher(digits).matches()
                ? Isbn.parse("0".repeat(10 - digits.length()) + digits)
                : Optional.empty();
    }

    private static String digits(String text) {
        return BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static String fault(String text) {
        if (ROUNDED.matcher(text).matches()) {
            return "was rounded by a spreadsheet and cannot be restored";
        }
        return SHAPED.matcher(digits(text)).matches()
                ? "has a wrong check digit; it was kept in the raw row only"
                : "is not an ISBN; it was kept in the raw row only";
    }

    private static String unquoted(String cell) {
        Matcher quoted = QUOTED.matcher(cell);
        String text = quoted.matches() ? quoted.group(1).strip() : cell;
        Matcher decimal = DECIMAL.matcher(text);
        return decimal.matches() ? decimal.group(1) : text;
    }
}
