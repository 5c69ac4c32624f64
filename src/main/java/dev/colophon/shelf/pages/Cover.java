package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookSummary;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cover.jte} shows of a book: its picture, or one drawn from its title.
 *
 * @param small hash of the picture for lists; null when there is none
 * @param large hash of the picture for the book's own page; null when there is none
 */
public record Cover(
        String title,
        String author,
        @Nullable String small,
        @Nullable String large) {

    private static final int CLOTHS = 8;
    private static final String PICTURES = "/media/pictures/";
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "der", "die", "das", "le", "la", "les");

    public static Cover of(BookSummary book) {
        return new Cover(
                book.title(),
                book.authors().isEmpty() ? "" : book.authors().getFirst(),
                book.coverSmall(),
                book.coverLarge());
    }

    /** The address of a picture by its hash. */
    static String address(String hash) {
        return PICTURES + hash;
    }

    /** Number of the colour in which it is drawn, the same each time. */
    int cloth() {
        return Math.floorMod(title.hashCode(), CLOTHS);
    }

    /** At most two letters, where the title has no room. */
    String initials() {
        var initials = new StringBuilder();
        for (String word : title.split("\\s+")) {
            int letter = word.codePoints()
                    .filter(Character::isLetterOrDigit)
                    .findFirst()
                    .orElse(0);
            boolean article = ARTICLES.contains(word.toLowerCase(Locale.ROOT)) && !word.equals(title);
            boolean counts = letter != 0 && !article;
            if (counts && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(Character.toUpperCase(letter));
            }
        }
        return initials.isEmpty() ? "·" : initials.toString();
    }
}
