package dev.colophon.transfer.goodreads;

import dev.colophon.catalogue.Isbn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ISBN of a row, from its two columns. Goodreads writes {@code ="0142402494"} so that
 * spreadsheets keep leading zeros; spreadsheets that re-save the file lose them all the same.
 */
final class IsbnCells {
    private static final Pattern QUOTED = Pattern.compile("=?\"*([^\"]*)\"*");
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");
    private static final Pattern SHAPED = Pattern.compile("\\d{9}[\\dX]|\\d{13}");
    private static final Pattern SHORTENED = Pattern.compile("[1-9]\\d{5,7}[\\dX]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}]");

    private IsbnCells() {}

    /** The 13 digits, or null when neither column has a valid number. */
    static @Nullable String isbn13(RowCells cells) {
        Optional<Isbn> shorter = read(cells, Column.ISBN);
        Optional<Isbn> longer = read(cells, Column.ISBN13);
        if (shorter.isPresent() && longer.isPresent() && !shorter.equals(longer)) {
            cells.note(Column.ISBN, "and ISBN13 name different books; ISBN13 was used");
        }
        return longer.or(() -> shorter).map(Isbn::isbn13).orElse(null);
    }

    /** The valid ISBN in a cell, else nothing; what is wrong with it is noted. */
    private static Optional<Isbn> read(RowCells cells, Column column) {
        String text = unquoted(cells.text(column));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Isbn> isbn = text.startsWith("000000000") ? Optional.empty() : Isbn.parse(text);
        if (isbn.isPresent()) {
            return isbn;
        }
        String digits = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        if (SHORTENED.matcher(digits).matches()) {
            isbn = Isbn.parse("0".repeat(10 - digits.length()) + digits);
            if (isbn.isPresent()) {
                cells.note(column, "had lost its leading zeros; they were restored");
                return isbn;
            }
        }
        cells.note(column, fault(text, digits));
        return Optional.empty();
    }

    private static String fault(String text, String digits) {
        if (ROUNDED.matcher(text).matches()) {
            return "was rounded by a spreadsheet and cannot be restored";
        }
        return SHAPED.matcher(digits).matches()
                ? "has a wrong check digit; it was kept in the raw row only"
                : "is not an ISBN; it was kept in the raw row only";
    }

    private static String unquoted(String cell) {
        Matcher matcher = QUOTED.matcher(cell);
        return matcher.matches() ? matcher.group(1).strip() : cell;
    }
}
