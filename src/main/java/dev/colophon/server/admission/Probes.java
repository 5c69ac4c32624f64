package dev.colophon.server.admission;

import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /health/live} and {@code /health/ready} on the main port, in one word each; the management
 * port has the details.
 *
 * @param live whether the process should go on living; never asks the database
 * @param ready whether it should get requests
 */
public record Probes(BooleanSupplier live, BooleanSupplier ready) {
    /** Begins their paths, which are their routes too. */
    public static final String PREFIX = "/health/";

    /**
     * Asked by the instance itself, whether anything is answered at all; neither logged nor
     * counted.
     */
    public static final String OWN = "/health/listener";

    private static final byte[] UP = "up".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOWN = "down".getBytes(StandardCharsets.US_ASCII);

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    /**
     * Answers if the path is one of them.
     *
     * @param down the status of what is not up
     */
    boolean answers(RoutingRequest request, RoutingResponse response, Supplier<Status> down) {
        String path = request.prologue().uriPath().rawPath();
        if (!path.startsWith(PREFIX)) {
            return false;
        }
        Method method = request.prologue().method();
        if (method != Method.GET && method != Method.HEAD) {
            return false;
        }
        RequestFacts facts = Connection.currentRequest();
        boolean up;
        switch (path) {
            case "/health/live" -> up = live.getAsBoolean();
            case "/health/ready" -> up = ready.getAsBoolean();
            case OWN -> {
                up = true;
                facts.leaveOutOfLog();
            }
            default -> {
                return false;
            }
        }
        facts.route(path);
        response.status(up ? Status.OK_200 : down.get());
        response.header(HeaderValues.CONTENT_TYPE_TEXT_PLAIN);
        response.header(NO_STORE);
        response.send(up ? UP : DOWN);
        return true;
    }
}
