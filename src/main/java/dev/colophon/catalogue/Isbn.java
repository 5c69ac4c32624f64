package dev.colophon.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An ISBN in its 13 digits; every ISBN-10 has one, so that two spellings of a number are equal.
 *
 * @param isbn13 digits alone, beginning with 978 or 979, with a right check digit
 */
public record Isbn(String isbn13) {
    /**
     * The scheme of identifiers under which a book has the ISBNs of books that were merged into it. No facts have it,
     * for the name of a scheme has no hyphen there.
     */
    public static final String MERGED_SCHEME = "isbn-13";

    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}]");
    private static final Pattern THIRTEEN = Pattern.compile("97[89][0-9]{10}");
    private static final Pattern TEN = Pattern.compile("[0-9]{9}[0-9Xx]");

    public Isbn {
        if (!isIsbn13(isbn13)) {
            throw new IllegalArgumentException("not an ISBN-13");
        }
    }

    /** Reads an ISBN-10 or ISBN-13 with or without hyphens and spaces; empty if it is neither. */
    public static Optional<Isbn> parse(String text) {
        if (text.length() > 32) {
            return Optional.empty();
        }
        String digits = BETWEEN.matcher(text).replaceAll("");
        if (isIsbn13(digits)) {
            return Optional.of(new Isbn(digits));
        }
        if (!isIsbn10(digits)) {
            return Optional.empty();
        }
        String body = "978" + digits.substring(0, 9);
        return Optional.of(new Isbn(body + checkDigit13(body)));
    }

    /** The ten digits of the same number; numbers that begin with 979 have none. */
    public Optional<String> isbn10() {
        if (!isbn13.startsWith("978")) {
            return Optional.empty();
        }
        String body = isbn13.substring(3, 12);
        return Optional.of(body + checkDigit10(body));
    }

    private static boolean isIsbn13(String digits) {
        return THIRTEEN.matcher(digits).matches() && digits.charAt(12) == checkDigit13(digits.substring(0, 12));
    }

    private static boolean isIsbn10(String digits) {
        return TEN.matcher(digits).matches()
                && Character.toUpperCase(digits.charAt(9)) == checkDigit10(digits.substring(0, 9));
    }

    private static char checkDigit13(String body) {
        int sum = 0;
        for (int index = 0; index < 12; index++) {
            sum += (body.charAt(index) - '0') * (index % 2 == 0 ? 1 : 3);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    private static char checkDigit10(String body) {
        int sum = 0;
        for (int index = 0; index < 9; index++) {
            sum += (body.charAt(index) - '0') * (10 - index);
        }
        int digit = (11 - sum % 11) % 11;
        return digit == 10 ? 'X' : (char) ('0' + digit);
    }
}
