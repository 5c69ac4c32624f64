package dev.colophon.server;

import dev.colophon.observe.metric.Meters;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.server.request.FailureReply;
import dev.colophon.settings.ServerSettings;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the main listener is made of.
 *
 * @param probes what {@code /health/live} and {@code /health/ready} say
 */
public record ServerParts(
        ServerSettings settings,
        Answers answers,
        Content content,
        Probes probes,
        ConnectionDeadlines deadlines,
        Meters meters) {

    /**
     * How the server itself answers.
     *
     * @param failures how a refusal becomes bytes
     * @param standardHeaders on every answer that does not set the same header itself, failures
     *     included
     */
    public record Answers(FailureReply failures, Map<String, String> standardHeaders) {}

    /**
     * What is served.
     *
     * @param maxBodyBytes no request may be larger; routes have smaller limits of their own
     * @param filters in their order, after the first filter and before admission, so that a refusal
     *     has what they add
     * @param routes mounts everything; the last route must match any path
     */
    public record Content(long maxBodyBytes, List<Filter> filters, Consumer<HttpRouting.Builder> routes) {}
}
