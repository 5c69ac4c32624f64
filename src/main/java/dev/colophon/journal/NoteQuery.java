package dev.colophon.journal;

import dev.colophon.journal.NoteText.Kind;
import dev.colophon.text.SearchWords;
import org.jspecify.annotations.Nullable;

/**
 * Which notes are looked for.
 *
 * @param kind all kinds when null
 * @param words each of them is somewhere in the text, in any order
 */
public record NoteQuery(@Nullable Kind kind, SearchWords words) {
    /**
     * The query that a reader means.
     *
     * @param q words as a reader writes them; null or blank for any text
     */
    public static NoteQuery of(@Nullable Kind kind, @Nullable String q) {
        return new NoteQuery(kind, SearchWords.of(q == null ? "" : q));
    }

    boolean isFiltered() {
        return kind != null || !words.isEmpty();
    }

    /** For cursors, which belong to one list. */
    public String name() {
        return "notes " + kind + " " + words;
    }
}
