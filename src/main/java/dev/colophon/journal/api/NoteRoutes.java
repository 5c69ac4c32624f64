package dev.colophon.journal.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.journal.Note;
import dev.colophon.journal.NoteQuery;
import dev.colophon.journal.NoteText;
import dev.colophon.journal.Notes;
import dev.colophon.json.MergePatch;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;

/** The caller's own notes, at their books' entries and at {@code /api/v1/notes}. */
public final class NoteRoutes implements Routes {
    private static final String PATH = "/api/v1/notes";

    private final Notes notes;

    public NoteRoutes(Notes notes) {
        this.notes = notes;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/library/{id}/notes")
                        .needs(Scope.NOTES_READ, Scope.NOTES_WRITE)
                        .get(this::ofEntry)
                        .post(this::add)
                        .query("cursor", "limit")
                        .maxBody(BookRoutes.MAX_BODY_BYTES),
                Resource.at(PATH).needs(Scope.NOTES_READ).get(this::found).query("q", "kind", "cursor", "limit"),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.NOTES_READ, Scope.NOTES_WRITE)
                        .get(this::show)
                        .patch(this::change)
                        .delete(this::remove)
                        .maxBody(BookRoutes.MAX_BODY_BYTES));
    }

    private void ofEntry(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID entry = exchange.pathId("id");
        String list = "notes of " + entry;
        exchange.reply(list, notes.ofEntry(reader, entry, exchange.cursor(list), exchange.limit()));
    }

    private void found(Exchange exchange) {
        UUID reader = exchange.caller().id();
        NoteQuery query = NoteQuery.of(
                QueryParameters.constant(exchange, "kind", NoteText.Kind.class), QueryParameters.text(exchange, "q"));
        exchange.reply(query.name(), notes.ofReader(reader, query, exchange.cursor(query.name()), exchange.limit()));
    }

    private void add(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Note note = notes.add(reader, exchange.pathId("id"), exchange.body(NoteText.class));
        exchange.version(note.version());
        exchange.created(PATH + "/" + note.id(), note);
    }

    private void show(Exchange exchange) {
        answer(exchange, notes.note(exchange.caller().id(), exchange.pathId("id")));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode patch = exchange.bodyTree();
        answer(
                exchange,
                notes.change(
                        reader,
                        exchange.pathId("id"),
                        exchange.ifMatch(),
                        text -> MergePatch.apply(text, patch, NoteText.class)));
    }

    private void remove(Exchange exchange) {
        notes.remove(exchange.caller().id(), exchange.pathId("id"), exchange.ifMatch());
        exchange.done();
    }

    private static void answer(Exchange exchange, Note note) {
        exchange.version(note.version());
        exchange.reply(note);
    }
}
