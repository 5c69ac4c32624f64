package dev.colophon.journal;

import dev.colophon.journal.NoteText.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which notes are looked for.
 *
 * @param kind all kinds when null
 * @param words folded; each of them is somewhere in the text, in any order
 */
public record NoteQuery(@Nullable Kind kind, List<String> words) {
    static final int MAX_WORDS = 10;

    /**
     * The query that a reader means.
     *
     * @param q words as a reader writes them; null or blank for any text
     * @throws Problem of kind MALFORMED when there are too many
     */
    public static NoteQuery of(@Nullable Kind kind, @Nullable String q) {
        List<String> words = Stream.of(
                        TextKey.searchable(List.of(q == null ? "" : q)).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.size() > MAX_WORDS) {
            throw Problem.malformed("q", "too_many", "At most " + MAX_WORDS + " words are looked for.");
        }
        return new NoteQuery(kind, words);
    }

    boolean isFiltered() {
        return kind != null || !words.isEmpty();
    }

    /** For cursors, which belong to one list. */
    public String name() {
        return "notes " + kind + " " + String.join(" ", words);
    }
}
