package dev.colophon.journal.pages;

import dev.colophon.journal.Note;
import dev.colophon.journal.Notes;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** One note: write it down, change it, remove it. */
public final class NotePages implements Routes {
    /** The longest text, percent-encoded. */
    private static final int MAX_FORM_BYTES = 1 << 20;

    private final Notes notes;
    private final NoteLists lists;

    public NotePages(Notes notes) {
        this.notes = notes;
        this.lists = new NoteLists(notes);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/notes").get(lists::found),
                Resource.page("/notes/{id}").get(this::show).post(this::change).maxBody(MAX_FORM_BYTES),
                Resource.page("/notes/{id}/remove").post(this::remove),
                Resource.page("/shelf/{id}/notes")
                        .get(lists::ofEntry)
                        .post(this::add)
                        .maxBody(MAX_FORM_BYTES));
    }

    private void add(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID entry = exchange.pathId("id");
        NoteForm form = NoteForm.of(exchange.form(), NoteForm.EMPTY);
        try {
            back(exchange, notes.add(reader, entry, form.text()));
        } catch (Problem problem) {
            if (problem.kind() != Kind.INVALID) {
                throw problem;
            }
            // the text is checked before the entry, which may be a stranger's
            notes.ofEntry(reader, entry, List.of(), 1);
            show(exchange, NoteSheet.of(entry, form), problem);
        }
    }

    private void show(Exchange exchange) {
        Note note = notes.note(exchange.caller().id(), exchange.pathId("id"));
        exchange.page(NoteSheet.of(note, NoteForm.of(note.text())).page(""));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Note old = notes.note(reader, exchange.pathId("id"));
        Form sent = exchange.form();
        NoteForm form = NoteForm.of(sent, NoteForm.of(old.text()));
        try {
            back(exchange, notes.change(reader, old.id(), sent.version(), before -> form.text()));
        } catch (Problem problem) {
            switch (problem.kind()) {
                case STALE ->
                    show(
                            exchange,
                            NoteSheet.of(notes.note(reader, old.id()), form).inConflict(),
                            Form.changedMeanwhile());
                case INVALID -> show(exchange, NoteSheet.of(old, form), problem);
                default -> throw problem;
            }
        }
    }

    private static void show(Exchange exchange, NoteSheet sheet, Problem problem) {
        exchange.page(sheet.page(problem.detail()), problem);
    }

    private void remove(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Note note = notes.note(reader, exchange.pathId("id"));
        notes.remove(reader, note.id(), OptionalLong.empty());
        exchange.redirect("/shelf/" + note.userbookId() + "#notes");
    }

    private static void back(Exchange exchange, Note note) {
        exchange.redirect("/shelf/" + note.userbookId() + "#note-" + note.id());
    }
}
