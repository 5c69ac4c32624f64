package dev.colophon.web.answer;

import dev.colophon.server.request.FailureReply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The answer to one request: headers are gathered, then everything is written once. */
public final class AnswerWriter {
    public static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");
    public static final Header HTML = HeaderValues.createCached("Content-Type", "text/html; charset=utf-8");

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

    /** 200 with a body that is too large for memory; its length is known beforehand. */
    public void stream(String contentType, long length, InputStream body) throws IOException {
        begin(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, contentType);
        response.headers().contentLength(length);
        try (OutputStream out = response.outputStream()) {
            body.transferTo(out);
        }
    }

    private void begin(Status status) {
        if (page) {
            SecurityHeaders.page(response.headers());
        } else {
            SecurityHeaders.api(response.headers());
        }
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
