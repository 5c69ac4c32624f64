package dev.colophon.lookup;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.text.TextKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How sure it is that a book is the one that was meant. */
final class Confidence {
    private static final BigDecimal CERTAIN = BigDecimal.ONE;

    /** Words alone are never certain. */
    private static final double MOST_BY_WORDS = 0.9;

    private Confidence() {}

    /** Of an ISBN it is certain, for the answers were compared; of words, how many of them the book has. */
    static BigDecimal of(LookupQuery query, BookDraft book) {
        if (query.isbn() != null) {
            return CERTAIN;
        }
        List<String> texts = new ArrayList<>(List.of(book.title()));
        Optional.ofNullable(book.subtitle()).ifPresent(texts::add);
        book.contributors().forEach(one -> texts.add(one.name()));
        List<String> own = List.of(TextKey.searchable(texts).split("[^\\p{L}\\p{N}\\p{M}]+"));
        List<String> asked = Stream.of(TextKey.of(query.text()).split("[^\\p{L}\\p{N}\\p{M}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        long found = asked.stream()
                .filter(word -> own.stream().anyMatch(one -> one.startsWith(word)))
                .count();
        double share = asked.isEmpty() ? 0 : MOST_BY_WORDS * found / asked.size();
        return BigDecimal.valueOf(share).setScale(2, RoundingMode.HALF_UP);
    }
}
