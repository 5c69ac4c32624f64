package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.journal.NoteQuery;
import dev.colophon.journal.NoteText.Kind;
import dev.colophon.journal.Notes;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of many notes: a reader's, searched, and those of one book. */
final class NoteLists {
    private final Notes notes;

    NoteLists(Notes notes) {
        this.notes = notes;
    }

    /**
     * A part of a list.
     *
     * @param nextHref the next part, if there is one
     * @param firstHref back to the first part, when this is a later one
     */
    record Listed(
            List<NoteCard> cards,
            @Nullable String nextHref,
            @Nullable String firstHref) {
        private static final Listed NOTHING = new Listed(List.of(), null, null);
    }

    void found(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Kind kind = QueryParameters.constantOrNull(exchange.query("kind"), Kind.class);
        String words = exchange.query("q").map(String::strip).orElse("");
        NoteQuery query;
        try {
            query = NoteQuery.of(kind, QueryParameters.text(exchange, "q"));
        } catch (Problem problem) {
            exchange.page(found(Listed.NOTHING, words, kind, problem.detail()), problem);
            return;
        }
        Part<Note> part = notes.ofReader(reader, query, exchange.cursor(query.name()), Notes.MAX_PART);
        String path = "/notes?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + "&kind=" + wire(kind);
        exchange.page(found(listed(exchange, query.name(), part, path), words, kind, ""));
    }

    void ofEntry(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID entry = exchange.pathId("id");
        String list = "notes/" + entry;
        Part<Note> part = notes.ofEntry(reader, entry, exchange.cursor(list), Notes.MAX_PART);
        Listed listed = listed(exchange, list, part, "/shelf/" + entry + "/notes?");
        exchange.page(new Page("journal/pages/book.jte", Map.of("entry", entry, "listed", listed)));
    }

    private static Page found(Listed listed, String words, @Nullable Kind kind, String error) {
        return new Page(
                "journal/pages/notes.jte",
                Map.of("listed", listed, "words", words, "kind", wire(kind), "error", error));
    }

    private static Listed listed(Exchange exchange, String list, Part<Note> part, String path) {
        String next = exchange.nextCursor(list, part);
        return new Listed(
                part.items().stream().map(NoteCard::of).toList(),
                next == null ? null : path + "&cursor=" + next,
                exchange.query("cursor").isEmpty() ? null : path);
    }

    private static String wire(@Nullable Kind kind) {
        return kind == null ? "" : kind.name().toLowerCase(Locale.ROOT);
    }
}
