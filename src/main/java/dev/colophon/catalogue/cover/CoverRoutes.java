package dev.colophon.catalogue.cover;

import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.PictureUploads;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Covers at {@code /api/v1/books/{id}/cover}. */
public final class CoverRoutes implements Routes {
    private final Covers covers;
    private final PictureUploads uploads;

    public CoverRoutes(Covers covers, PictureUploads uploads) {
        this.covers = covers;
        this.uploads = uploads;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.at("/api/v1/books/{id}/cover")
                .needs(Scope.BOOKS_READ, Scope.BOOKS_WRITE)
                .get(this::show)
                .put(this::put)
                .delete(this::remove));
    }

    private void show(Exchange exchange) {
        exchange.caller();
        String sha256 = covers.large(exchange.pathId("id")).orElseThrow(Problem::notFound);
        exchange.redirect("/api/v1/pictures/" + sha256);
    }

    private void put(Exchange exchange) throws IOException {
        Caller caller = exchange.caller();
        UUID book = exchange.pathId("id");
        covers.demandRight(caller, book);
        Picture picture = uploads.body(exchange);
        covers.put(caller, book, picture);
        exchange.done();
    }

    private void remove(Exchange exchange) {
        covers.remove(exchange.caller(), exchange.pathId("id"));
        exchange.done();
    }
}
