package dev.colophon.transfer;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ISBNs of a row, whose check digits are right. Goodreads writes {@code ="0142402494"} so
 * that spreadsheets keep leading zeros; spreadsheets that re-save the file lose them all the same.
 */
record IsbnCells(@Nullable String isbn10, @Nullable String isbn13) {
    private static final Pattern QUOTED = Pattern.compile("=?\"*([^\"]*)\"*");
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");

    static IsbnCells of(RowCells cells) {
        String first = read(cells, Column.ISBN);
        String second = read(cells, Column.ISBN13);
        String isbn10 = first.length() == 10 ? first : second.length() == 10 ? second : null;
        String isbn13 = second.length() == 13 ? second : first.length() == 13 ? first : null;
        if (isbn10 != null && isbn13 != null && !isbn13.equals(to13(isbn10))) {
            cells.note(Column.ISBN, "and ISBN13 name different books; ISBN13 was used");
            return new IsbnCells(null, isbn13);
        }
        return new IsbnCells(isbn10, isbn13 == null && isbn10 != null ? to13(isbn10) : isbn13);
    }

    /** The valid ISBN in a cell, else nothing; what is wrong with it is noted. */
    private static String read(RowCells cells, Column column) {
        String text = unquoted(cells.text(column));
        if (text.isEmpty()) {
            return "";
        }
        if (ROUNDED.matcher(text).matches()) {
            cells.note(column, "was rounded by a spreadsheet and cannot be restored");
            return "";
        }
        String digits = text.replaceAll("[\\s-‐-―]", "").toUpperCase(Locale.ROOT);
        if (isIsbn13(digits) || isIsbn10(digits)) {
            return digits;
        }
        if (digits.length() < 10 && digits.length() >= 7 && isIsbn10(padded(digits))) {
            cells.note(column, "had lost its leading zeros; they were restored");
            return padded(digits);
        }
        boolean shaped = digits.matches("\\d{9}[\\dX]|\\d{13}");
        cells.note(
                column,
                shaped
                        ? "has a wrong check digit; it was kept in the raw row only"
                        : "is not an ISBN; it was kept in the raw row only");
        return "";
    }

    private static String unquoted(String cell) {
        Matcher matcher = QUOTED.matcher(cell);
        return matcher.matches() ? matcher.group(1).strip() : cell;
    }

    private static String padded(String digits) {
        return "0".repeat(10 - digits.length()) + digits;
    }

    private static boolean isIsbn10(String text) {
        if (!text.matches("\\d{9}[\\dX]") || text.startsWith("000000000")) {
            return false;
        }
        int sum = 0;
        for (int index = 0; index < 10; index++) {
            char digit = text.charAt(index);
            sum += (10 - index) * (digit == 'X' ? 10 : digit - '0');
        }
        return sum % 11 == 0;
    }

    private static boolean isIsbn13(String text) {
        return text.matches("97[89]\\d{10}")
                && checkDigit13(text.substring(0, 12)) == text.charAt(12);
    }

    private static String to13(String isbn10) {
        String body = "978" + isbn10.substring(0, 9);
        return body + checkDigit13(body);
    }

    private static char checkDigit13(String body) {
        int sum = 0;
        for (int index = 0; index < 12; index++) {
            sum += (index % 2 == 0 ? 1 : 3) * (body.charAt(index) - '0');
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
