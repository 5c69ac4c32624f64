package dev.colophon.web.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** The body of one request: its declared length and type are checked before a byte is read. */
public final class RequestBody {
    private final ServerRequest request;

    public RequestBody(ServerRequest request) {
        this.request = request;
    }

    /** The media type without parameters, in lower case. */
    public Optional<String> mediaType() {
        return header().map(RequestBody::withoutParameters);
    }

    /** The Content-Type as sent. */
    public Optional<String> header() {
        return request.headers().first(HeaderNames.CONTENT_TYPE);
    }

    private static String withoutParameters(String contentType) {
        int end = contentType.indexOf(';');
        String type = end < 0 ? contentType : contentType.substring(0, end);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The whole body, which claims to be JSON.
     *
     * @throws Problem of kind UNSUPPORTED_MEDIA_TYPE, LENGTH_REQUIRED or TOO_LARGE
     */
    public byte[] json(int maxBytes) {
        demandJson();
        return bytes(maxBytes);
    }

    /** The same as a document, which has to be an object. */
    public JsonNode object(int maxBytes) {
        JsonNode tree = Json.readTree(json(maxBytes));
        if (!tree.isObject()) {
            throw Problem.invalid("", "type", "An object is expected.");
        }
        return tree;
    }

    /**
     * The fields of a form without files.
     *
     * @throws Problem of kind UNSUPPORTED_MEDIA_TYPE, LENGTH_REQUIRED, TOO_LARGE or MALFORMED
     */
    public Form form(int maxBytes) {
        if (!mediaType().orElse("").equals(FormReader.URL_ENCODED)) {
            throw unsupported(FormReader.URL_ENCODED);
        }
        return FormReader.urlEncoded(bytes(maxBytes));
    }

    private void demandJson() {
        String type = mediaType().orElse("");
        if (!type.equals("application/json") && !type.equals("application/merge-patch+json")) {
            throw unsupported("application/json");
        }
        String parameters = header().orElse("").toLowerCase(Locale.ROOT);
        if (parameters.contains("charset=") && !parameters.contains("utf-8")) {
            throw unsupported("application/json in UTF-8");
        }
    }

    public static Problem unsupported(String expected) {
        return Problem.of(
                Kind.UNSUPPORTED_MEDIA_TYPE,
                "content_type",
                "The body has to be " + expected + ", named by Content-Type.");
    }

    /**
     * The whole body.
     *
     * @throws Problem of kind LENGTH_REQUIRED or TOO_LARGE
     */
    public byte[] bytes(int maxBytes) {
        int length = (int) length(maxBytes);
        if (length == 0) {
            return new byte[0];
        }
        byte[] bytes;
        try (InputStream in = request.content().inputStream()) {
            bytes = in.readNBytes(length);
        } catch (IOException | InsufficientDataAvailableException gone) {
            throw brokenOff(gone);
        }
        if (bytes.length < length) {
            throw new CloseConnectionException("the body broke off");
        }
        return bytes;
    }

    /**
     * The body as it arrives; its declared length is at most the limit.
     *
     * @throws Problem of kind LENGTH_REQUIRED or TOO_LARGE
     */
    public InputStream stream(long maxBytes) {
        return length(maxBytes) == 0
                ? InputStream.nullInputStream()
                : new Arriving(request.content().inputStream());
    }

    /** Helidon tells of a client that goes away by what would be a fault of ours. */
    private static final class Arriving extends FilterInputStream {
        Arriving(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (InsufficientDataAvailableException gone) {
                throw brokenOff(gone);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (InsufficientDataAvailableException gone) {
                throw brokenOff(gone);
            }
        }
    }

    private static CloseConnectionException brokenOff(Exception gone) {
        return new CloseConnectionException("the body broke off", gone);
    }

    private long length(long maxBytes) {
        String declared = request.headers().first(HeaderNames.CONTENT_LENGTH).orElseThrow(RequestBody::lengthRequired);
        long length;
        try {
            length = Long.parseLong(declared);
        } catch (NumberFormatException malformed) {
            throw lengthRequired();
        }
        if (length < 0) {
            throw lengthRequired();
        }
        if (length > maxBytes) {
            throw Problem.of(Kind.TOO_LARGE, "too_large", "The body may have at most " + maxBytes + " bytes here.");
        }
        return length;
    }

    private static Problem lengthRequired() {
        return Problem.of(Kind.LENGTH_REQUIRED, "length_required", "A body needs a Content-Length.");
    }
}
