package dev.colophon.web.answer;

import dev.colophon.server.request.FailureReply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The answer to one request: headers are gathered, then everything is written once. */
public final class AnswerWriter {
    public static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");
    public static final Header HTML = HeaderValues.createCached("Content-Type", "text/html; charset=utf-8");

    /** Written at once, so that a chunk is worth its head. */
    private static final int STREAM_BYTES = 1 << 15;

    private final ServerResponse response;
    private final boolean page;
    private final List<Header> added = new ArrayList<>(2);

    /**
     * @param page whether the answer carries the headers of pages or those of the API
     */
    public AnswerWriter(ServerResponse response, boolean page) {
        this.response = response;
        this.page = page;
    }

    /** Adds a header to whatever is written, failures included. */
    public void add(Header header) {
        added.add(header);
    }

    /** The same for one that is not made yet. */
    public void add(String name, String value) {
        added.add(HeaderValues.create(HeaderNames.create(name), value));
    }

    /** An answer without body. */
    public void send(Status status) {
        begin(status);
        response.send(new byte[0]);
    }

    public void send(Status status, Header contentType, byte[] body) {
        begin(status);
        response.header(contentType);
        response.send(body);
    }

    public void send(FailureReply.Reply reply) {
        begin(reply.status());
        reply.headers().forEach(response::header);
        response.send(reply.body());
    }

    /**
     * 200 with a file, even on a page with the headers of the API, which let a browser run nothing.
     *
     * @param headersOnly leaves the content unread, for HEAD
     * @throws IllegalStateException when the content is not as long as it was said to be
     */
    public void download(Download file, boolean headersOnly) throws IOException {
        SecurityHeaders.download(response.headers());
        addHeaders(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, file.contentType());
        response.header(HeaderNames.CONTENT_DISPOSITION, ContentDisposition.attachment(file.fileName()));
        response.headers().contentLength(file.length());
        if (headersOnly) {
            response.send();
            return;
        }
        // closing it would complete an answer that failed
        OutputStream out = response.outputStream();
        long sent = file.content().transferTo(out);
        if (sent != file.length()) {
            throw new IllegalStateException("a download had " + sent + " instead of " + file.length() + " bytes");
        }
        out.close();
    }

    /**
     * 200 with a file that is made while it is sent, so that nobody knows how long it will be. One that fails on the
     * way ends the connection, and whoever reads it learns that it is not whole.
     *
     * @param headersOnly makes nothing, for HEAD
     */
    public void stream(StreamedFile file, boolean headersOnly) throws IOException {
        SecurityHeaders.download(response.headers());
        addHeaders(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, file.contentType());
        response.header(HeaderNames.CONTENT_DISPOSITION, ContentDisposition.attachment(file.fileName()));
        if (headersOnly) {
            response.send();
            return;
        }
        // closing it would complete an answer that failed
        OutputStream out = new BufferedOutputStream(response.outputStream(), STREAM_BYTES);
        file.content().writeTo(out);
        out.close();
    }

    private void begin(Status status) {
        if (page) {
            SecurityHeaders.page(response.headers());
        } else {
            SecurityHeaders.api(response.headers());
        }
        addHeaders(status);
    }

    private void addHeaders(Status status) {
        for (Header header : added) {
            if (header.headerName().equals(HeaderNames.SET_COOKIE)) {
                response.headers().add(header);
            } else {
                response.header(header);
            }
        }
        response.status(status);
    }
}
