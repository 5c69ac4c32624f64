package dev.colophon.media.picture;

import dev.colophon.media.StoredFile;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.Download;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The bytes of pictures by their hash, on pages and at the API, for whoever is signed in. */
public final class PictureRoutes implements Routes {
    private final Pictures pictures;

    public PictureRoutes(Pictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/media/pictures/{sha256}").get(this::onPage),
                Resource.at("/api/v1/pictures/{sha256}")
                        .needs(Scope.BOOKS_READ, Scope.LIBRARY_READ, Scope.PEOPLE_READ, Scope.PROFILE_READ)
                        .get(this::atApi));
    }

    /** Whoever is not signed in sees nothing: a redirect to a form would be no picture. */
    private void onPage(Exchange exchange) throws IOException {
        if (exchange.callerIfAny().isEmpty()) {
            throw Problem.notFound();
        }
        send(exchange, pictures, exchange.path("sha256"));
    }

    private void atApi(Exchange exchange) throws IOException {
        exchange.caller();
        send(exchange, pictures, exchange.path("sha256"));
    }

    /**
     * Answers with a picture, which a browser keeps for ever and runs nothing of.
     *
     * @throws Problem of kind NOT_FOUND
     */
    private static void send(Exchange exchange, Pictures pictures, String sha256) throws IOException {
        StoredFile file = pictures.file(sha256).orElseThrow(Problem::notFound);
        try (InputStream content = pictures.open(file)) {
            exchange.header("Cache-Control", "private, max-age=31536000, immutable");
            exchange.header("Content-Security-Policy", "default-src 'none'; sandbox");
            String name = sha256 + (file.mediaType().equals("image/png") ? ".png" : ".jpg");
            exchange.download(new Download(name, file.mediaType(), file.sizeBytes(), Optional.of(sha256), content));
        }
    }
}
