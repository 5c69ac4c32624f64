package dev.colophon.journal.api;

import dev.colophon.journal.Attachment;
import dev.colophon.journal.Attachments;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.Download;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Files on the caller's own notes. */
public final class AttachmentRoutes implements Routes {
    private static final String PATH = "/api/v1/attachments";

    private final Attachments attachments;

    public AttachmentRoutes(Attachments attachments) {
        this.attachments = attachments;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/notes/{id}/attachments")
                        .needs(Scope.NOTES_WRITE)
                        .post(this::attach)
                        .upload(attachments.maxFormBytes()),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.NOTES_READ, Scope.NOTES_WRITE)
                        .get(this::download)
                        .delete(this::remove));
    }

    private void attach(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        UUID note = exchange.pathId("id");
        attachments.demandRoom(reader, note);
        Attachment attachment = attachments.attach(reader, note, exchange.upload());
        exchange.created(PATH + "/" + attachment.id(), attachment);
    }

    private void download(Exchange exchange) throws IOException {
        Download file = attachments.download(exchange.caller().id(), exchange.pathId("id"));
        InputStream content = file.content();
        try (content) {
            exchange.download(file);
        }
    }

    private void remove(Exchange exchange) {
        attachments.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.done();
    }
}
