package dev.colophon.server.request;

import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.server.connection.WatchedContext;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.Map;

/**
 * Completes the headers of every answer in the moment in which it is written, failures included:
 * Helidon drops all headers that were set before when it turns an exception into an answer.
 */
final class AnswerHeaders implements Http1ConnectionListener {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");

    private static final char DELETE = 127;

    /** A year, as the preload list demands; subdomains are not ours to decide about. */
    private static final Header HSTS = HeaderValues.createCached("Strict-Transport-Security", "max-age=31536000");

    private final Header[] standard;

    /**
     * @param standard on each answer that does not set the same header itself
     */
    AnswerHeaders(Map<String, String> standard) {
        this.standard = standard.entrySet().stream()
                .map(entry -> HeaderValues.createCached(entry.getKey(), entry.getValue()))
                .toArray(Header[]::new);
    }

    @Override
    public void status(ConnectionContext context, Status status) {
        if (context instanceof WatchedContext watched) {
            watched.connection().answerStatus(status.code());
        }
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof ServerResponseHeaders answer && context instanceof WatchedContext watched) {
            complete(answer, watched.connection());
        }
        headers.forEach(AnswerHeaders::demandOneLine);
    }

    /**
     * Refuses a value that would end its line and begin another header or the body. Helidon's own
     * check costs a tenth of a request, for it joins the values and copies them first.
     */
    private static void demandOneLine(Header header) {
        if (header.valueCount() == 1) {
            demandOneLine(header, header.get());
        } else {
            header.allValues().forEach(value -> demandOneLine(header, value));
        }
    }

    private static void demandOneLine(Header header, String value) {
        for (int index = 0; index < value.length(); index++) {
            char letter = value.charAt(index);
            if ((letter < ' ' && letter != '\t') || letter == DELETE) {
                throw new IllegalArgumentException(
                        "character " + (index + 1) + " of header " + header.name() + " would end its line");
            }
        }
    }

    private void complete(ServerResponseHeaders answer, Connection connection) {
        RequestFacts facts = connection.facts();
        if (facts == null) {
            return;
        }
        if (connection.answerHasNoLength()) {
            answer.remove(HeaderNames.CONTENT_LENGTH);
        }
        addStandard(answer);
        answer.set(HeaderValues.create(REQUEST_ID, facts.requestId()));
        if (facts.strictTransport()) {
            answer.set(HSTS);
        }
        if (connection.mustClose() || answer.contains(HeaderValues.CONNECTION_CLOSE)) {
            answer.set(HeaderValues.CONNECTION_CLOSE);
            connection.closeAfterThis();
        }
    }

    /** What an answer needs that is written without Helidon's routing. */
    void addStandard(ServerResponseHeaders answer) {
        for (Header header : standard) {
            answer.setIfAbsent(header);
        }
    }
}
