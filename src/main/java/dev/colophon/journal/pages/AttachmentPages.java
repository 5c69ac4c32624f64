package dev.colophon.journal.pages;

import dev.colophon.journal.Attachment;
import dev.colophon.journal.Attachments;
import dev.colophon.journal.Note;
import dev.colophon.journal.Notes;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.Download;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Files on notes, in a browser: hang one on, keep it, take it off. */
public final class AttachmentPages implements Routes {
    private final Notes notes;
    private final Attachments attachments;

    public AttachmentPages(Notes notes, Attachments attachments) {
        this.notes = notes;
        this.attachments = attachments;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/notes/{id}/attachments").post(this::attach).upload(attachments.maxFormBytes()),
                Resource.page("/attachments/{id}").get(this::download),
                Resource.page("/attachments/{id}/remove").post(this::remove));
    }

    private void attach(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        Note note = notes.note(reader, exchange.pathId("id"));
        try {
            attachments.attach(reader, note.id(), exchange.upload());
            exchange.redirect("/notes/" + note.id() + "#files");
        } catch (Problem problem) {
            if (problem.kind() != Kind.INVALID && problem.kind() != Kind.TOO_LARGE) {
                throw problem;
            }
            exchange.page(NoteSheet.of(note, NoteForm.of(note.text())).page(problem.detail()), problem);
        }
    }

    private void download(Exchange exchange) throws IOException {
        Download file = attachments.download(exchange.caller().id(), exchange.pathId("id"));
        InputStream content = file.content();
        try (content) {
            exchange.download(file);
        }
    }

    private void remove(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Attachment file = attachments.attachment(reader, exchange.pathId("id"));
        attachments.remove(reader, file.id());
        exchange.redirect("/notes/" + file.noteId() + "#files");
    }
}
