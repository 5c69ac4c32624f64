package dev.colophon.lookup;

import dev.colophon.catalogue.Isbn;
import dev.colophon.text.TextKey;
import dev.colophon.text.TextRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up.
 *
 * @param text as a person wrote it
 * @param isbn if the text is one
 * @param key by which answers are kept; the same for every spelling of one question
 */
public record LookupQuery(String text, @Nullable Isbn isbn, String key) {
    public static final int MAX_CHARACTERS = 200;

    /** Of fewer letters providers make nothing; Open Library refuses two. */
    public static final int LEAST_CHARACTERS = 3;

    public static LookupQuery of(Isbn isbn) {
        return new LookupQuery(isbn.isbn13(), isbn, "isbn:" + isbn.isbn13());
    }

    /** A title, an author, an ISBN, or several of them; empty when the text is too short or too long to ask for. */
    public static Optional<LookupQuery> parse(String text) {
        Optional<Isbn> isbn = Isbn.parse(text);
        if (isbn.isPresent()) {
            return isbn.map(LookupQuery::of);
        }
        if (text.length() > MAX_CHARACTERS || !TextRule.holds(text)) {
            return Optional.empty();
        }
        String words = text.strip().replaceAll("[\\s\\p{Cc}\\p{Z}]+", " ");
        String key = TextKey.of(words);
        return key.length() < LEAST_CHARACTERS || key.equals("the")
                ? Optional.empty()
                : Optional.of(new LookupQuery(words, null, "words:" + key));
    }
}
