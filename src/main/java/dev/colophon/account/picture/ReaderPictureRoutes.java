package dev.colophon.account.picture;

import dev.colophon.media.picture.PictureUploads;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Upload;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The own picture, at {@code /api/v1/me/picture} and on a page of the account. */
public final class ReaderPictureRoutes implements Routes {
    private static final String PAGE = "/account/picture";

    private final ReaderPictures readers;
    private final PictureUploads uploads;

    public ReaderPictureRoutes(ReaderPictures readers, PictureUploads uploads) {
        this.readers = readers;
        this.uploads = uploads;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/me/picture")
                        .needs(Scope.PROFILE_READ)
                        .get(this::redirect)
                        .put(this::put)
                        .delete(this::remove),
                Resource.page(PAGE).get(this::show).post(this::send).upload(uploads.maxFormBytes()),
                Resource.page(PAGE + "/remove").post(this::removeOnPage));
    }

    private void redirect(Exchange exchange) {
        String sha256 = readers.large(exchange.caller().id()).orElseThrow(Problem::notFound);
        exchange.redirect("/api/v1/pictures/" + sha256);
    }

    private void put(Exchange exchange) throws IOException {
        readers.put(exchange.caller().id(), uploads.body(exchange));
        exchange.done();
    }

    private void remove(Exchange exchange) {
        readers.remove(exchange.caller().id());
        exchange.done();
    }

    private void show(Exchange exchange) {
        exchange.page(page(exchange.caller().id(), ""));
    }

    private void send(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        Upload upload = exchange.upload();
        try {
            readers.put(reader, uploads.form(exchange, upload));
            exchange.redirect(PAGE);
        } catch (Problem refused) {
            exchange.page(page(reader, refused.detail()), refused);
        }
    }

    private void removeOnPage(Exchange exchange) {
        readers.remove(exchange.caller().id());
        exchange.redirect(PAGE);
    }

    private Page page(UUID reader, String error) {
        return new Page(
                "account/picture/picture.jte",
                Map.of(
                        "large",
                        readers.large(reader).orElse(""),
                        "maxMebibytes",
                        uploads.maxMebibytes(),
                        "error",
                        error));
    }
}
