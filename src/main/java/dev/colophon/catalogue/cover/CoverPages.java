package dev.colophon.catalogue.cover;

import dev.colophon.media.picture.PictureUploads;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.body.Upload;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives and removes covers by a form; {@code catalogue/cover/form.jte} is that form for the pages of books, whose field
 * {@code next} says where to go afterwards.
 */
public final class CoverPages implements Routes {
    private static final String PATH = "/books/{id}/cover";

    private final Covers covers;
    private final PictureUploads uploads;

    public CoverPages(Covers covers, PictureUploads uploads) {
        this.covers = covers;
        this.uploads = uploads;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show).post(this::put).upload(uploads.maxFormBytes()),
                Resource.page(PATH + "/remove").post(this::remove));
    }

    private void show(Exchange exchange) {
        UUID book = exchange.pathId("id");
        covers.demandRight(exchange.caller(), book);
        exchange.page(page(book, next(exchange.query("next")), ""));
    }

    private void put(Exchange exchange) throws IOException {
        Caller caller = exchange.caller();
        UUID book = exchange.pathId("id");
        covers.demandRight(caller, book);
        Upload upload = exchange.upload();
        String next = next(upload.form().text("next"));
        try {
            covers.put(caller, book, uploads.form(exchange, upload));
            exchange.redirect(next);
        } catch (Problem refused) {
            exchange.page(page(book, next, refused.detail()), refused);
        }
    }

    private void remove(Exchange exchange) {
        Form form = exchange.form();
        covers.remove(exchange.caller(), exchange.pathId("id"));
        exchange.redirect(next(form.text("next")));
    }

    private Page page(UUID book, String next, String error) {
        return new Page(
                "catalogue/cover/cover.jte",
                Map.of(
                        "book",
                        book.toString(),
                        "large",
                        covers.large(book).orElse(""),
                        "next",
                        next,
                        "maxMebibytes",
                        uploads.maxMebibytes(),
                        "error",
                        error));
    }

    private static String next(Optional<String> given) {
        return given.filter(LocalPath::holds).orElse("/");
    }
}
