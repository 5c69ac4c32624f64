package dev.colophon.server;

import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Problem;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.server.request.FailureReply;
import dev.colophon.settings.AddressSettings;
import dev.colophon.settings.RequestSettings;
import dev.colophon.settings.ServerSettings;
import dev.colophon.settings.TrustSettings;
import dev.colophon.testing.TestSettings;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The main listener with a handful of routes, one of which nobody may reach by smuggling. */
final class RunningServer implements AutoCloseable {
    /** Everything ten times as fast as in production. */
    static final ConnectionDeadlines FAST = new ConnectionDeadlines(
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            1024,
            Duration.ofMillis(7500),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            Duration.ofMillis(10));

    static final Map<String, String> HEADERS =
            Map.of("X-Content-Type-Options", "nosniff", "Referrer-Policy", "same-origin");

    final AtomicInteger hiddenCalls = new AtomicInteger();
    final Meters meters = new Meters();
    final MainServer server;

    RunningServer() {
        this(new Choice(), FAST);
    }

    RunningServer(Choice choice) {
        this(choice, FAST);
    }

    RunningServer(Choice choice, ConnectionDeadlines deadlines) {
        server = MainServer.start(new ServerParts(
                choice.settings(),
                new ServerParts.Answers(RunningServer::reply, HEADERS),
                new ServerParts.Content(4_000_000, List.of(), routing -> {
                    choice.routes.accept(routing);
                    routes(routing);
                }),
                choice.probes,
                deadlines,
                meters));
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop(() -> {});
    }

    /** What differs from the usual. */
    static final class Choice {
        int port;
        int timeoutSeconds = 140;
        int concurrent = 100;
        int drainSeconds;
        int graceSeconds = 10;
        List<String> hosts = List.of("localhost", "books.example");
        List<String> proxies = List.of();
        boolean https;
        int ratePerMinute;
        Probes probes = new Probes(() -> true, () -> true);
        Consumer<HttpRouting.Builder> routes = routing -> {};

        private ServerSettings settings() {
            return new ServerSettings(
                    new AddressSettings("127.0.0.1", port, 0),
                    new RequestSettings(timeoutSeconds, concurrent, drainSeconds, graceSeconds, ratePerMinute, false),
                    new TrustSettings(hosts, List.of(), List.of(), TestSettings.networks(proxies), https));
        }
    }

    /** Statuses as the web room gives them, with the code alone as body. */
    static FailureReply.Reply reply(Problem problem, String requestId) {
        int status = switch (problem.kind()) {
            case MALFORMED, INVALID -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case TIMEOUT -> 408;
            case CONFLICT -> 409;
            case LENGTH_REQUIRED -> 411;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case WRONG_HOST -> 421;
            case TOO_MANY_REQUESTS -> 429;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "application/problem+json");
        problem.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", String.valueOf(seconds)));
        byte[] body = ("code=" + problem.code()).getBytes(StandardCharsets.UTF_8);
        return new FailureReply.Reply(Status.create(status), headers, body);
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/hello", (request, response) -> response.send("hello"))
                .get("/hidden", (request, response) -> hidden(response))
                .post("/hidden", (request, response) -> hidden(response))
                .post("/read", RunningServer::read)
                .post("/ignore", (request, response) -> response.send("ignored"))
                .get("/bytes/{count}", RunningServer::bytes)
                .get("/sleep/{millis}", RunningServer::sleep)
                .get("/fault", (request, response) -> fault())
                .get("/split", (request, response) -> split(response))
                .get("/facts", RunningServer::facts)
                .any((request, response) -> {
                    boolean known = request.prologue().method() == Method.GET;
                    response.status(known ? 404 : 405).send("nothing");
                });
    }

    private void hidden(ServerResponse response) {
        hiddenCalls.incrementAndGet();
        response.send("HIDDEN");
    }

    private static void read(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream body = request.content().inputStream()) {
            response.send("read " + body.transferTo(OutputStream.nullOutputStream()));
        }
    }

    private static void bytes(ServerRequest request, ServerResponse response) {
        response.send(new byte[number(request, "count")]);
    }

    private static void sleep(ServerRequest request, ServerResponse response) throws InterruptedException {
        Thread.sleep(number(request, "millis"));
        response.send("slept");
    }

    private static int number(ServerRequest request, String name) {
        return Integer.parseInt(request.path().pathParameters().get(name));
    }

    private static void fault() {
        throw new IllegalStateException("secret in a message");
    }

    private static void split(ServerResponse response) {
        response.header("X-Value", "one\r\nSet-Cookie: stolen=1").send("split");
    }

    private static void facts(ServerRequest request, ServerResponse response) {
        RequestFacts facts = Connection.currentRequest();
        facts.route("/facts");
        response.send(facts.requestId() + " " + facts.client().address() + " " + facts.https());
    }
}
