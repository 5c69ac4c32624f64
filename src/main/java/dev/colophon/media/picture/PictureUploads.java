package dev.colophon.media.picture;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.admission.RateLimit;
import dev.colophon.web.Exchange;
import dev.colophon.web.body.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;

/** Pictures that readers send, few enough a minute that making them leaves time for the rest. */
public final class PictureUploads {
    /** Of one reader at one server. */
    private static final int MOST_PER_MINUTE = 10;

    /** What a multipart form adds to its file. */
    private static final long FORM_BYTES = 1 << 16;

    private static final Set<String> MEDIA_TYPES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "application/octet-stream");

    private final Pictures pictures;
    private final RateLimit pace = new RateLimit(MOST_PER_MINUTE);

    public PictureUploads(Pictures pictures) {
        this.pictures = pictures;
    }

    /** The most bytes of a form with a picture. */
    public long maxFormBytes() {
        return pictures.maxBytes() + FORM_BYTES;
    }

    /** The most bytes of a picture, for people. */
    public long maxMebibytes() {
        return Math.max(1, pictures.maxBytes() >> 20);
    }

    /**
     * The picture that is the body of a request of the API, stored.
     *
     * @throws Problem of kind UNSUPPORTED_MEDIA_TYPE, or as {@link Pictures#accept} does
     */
    public Picture body(Exchange exchange) throws IOException {
        if (!MEDIA_TYPES.contains(exchange.contentType().orElse(""))) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "content_type",
                    "Send the picture itself as the body, with Content-Type: image/jpeg.");
        }
        UUID reader = exchange.caller().id();
        return accept(reader, exchange.bodyStream(pictures.maxBytes()));
    }

    /**
     * The picture of a form, stored.
     *
     * @throws Problem as {@link Pictures#accept} does, also when no file was chosen
     */
    public Picture form(Exchange exchange, Upload upload) throws IOException {
        if (upload.fileName().isEmpty()) {
            throw Problem.invalid("file", "required", "Choose a picture first.");
        }
        return accept(exchange.caller().id(), upload.content());
    }

    private Picture accept(UUID reader, InputStream content) throws IOException {
        int wait = pace.secondsToWait(reader.getLeastSignificantBits());
        if (wait > 0) {
            throw Problem.tooManyRequests("You sent many pictures; wait a little.", wait);
        }
        return pictures.accept(content, reader);
    }
}
