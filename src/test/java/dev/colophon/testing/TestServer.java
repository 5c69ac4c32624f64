package dev.colophon.testing;

import dev.colophon.observe.metric.Meters;
import dev.colophon.server.MainServer;
import dev.colophon.server.ServerParts;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.settings.Settings;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.web.Mount;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Authentication;
import dev.colophon.web.session.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Features on a real server at a free port.
 *
 * <pre>{@code
 * try (var server = TestServer.of(new BookRoutes(…))) {
 *     TestClient mary = server.as(maryId);       // signed in, bearer token
 *     TestClient stranger = server.as(UUID.randomUUID());
 *     TestClient anonymous = server.anonymous();
 *     Answer answer = mary.get("/api/v1/books/" + id);
 *     assertThat(answer.status()).isEqualTo(200);
 *     assertThat(answer.json().path("title").asText()).isEqualTo("Emma");
 *     assertThat(stranger.get("/api/v1/books/" + id).status()).isEqualTo(404);
 *     mary.post("/api/v1/books", Map.of("title", "Emma"));
 * }
 * }</pre>
 *
 * The caller ids given to {@code as} need a row in {@code users} only where a foreign key demands
 * one. Pages are asked with {@link TestClient#page}, forms are sent with {@link TestClient#submit},
 * which fetches the form token first. Every JSON answer is checked against {@code openapi.yaml}.
 */
public final class TestServer implements AutoCloseable {
    /** Held here, for the levels of loggers that nobody holds are forgotten. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final MainServer server;
    private final FakeAuthentication fake;

    private TestServer(MainServer server, FakeAuthentication fake) {
        this.server = server;
        this.fake = fake;
    }

    /** Callers are whoever the test says, see {@link #as}. */
    public static TestServer of(Routes... features) {
        return of(TestSettings.in(Path.of("target")), features);
    }

    /** The same with other settings. */
    public static TestServer of(Settings settings, Routes... features) {
        var fake = new FakeAuthentication();
        return start(settings, fake, fake, features);
    }

    /** Callers are who the given authentication says, see {@link #bearing}. */
    public static TestServer of(Settings settings, Authentication authentication, Routes... features) {
        return start(settings, authentication, new FakeAuthentication(), features);
    }

    private static TestServer start(
            Settings settings, Authentication authentication, FakeAuthentication fake, Routes... features) {
        var mount = new Mount(settings, authentication, ZoneOffset.UTC, name -> "/assets/" + name);
        for (Routes feature : features) {
            mount.add(feature);
        }
        return new TestServer(listen(settings, mount), fake);
    }

    private static MainServer listen(Settings settings, Mount mount) {
        return MainServer.start(new ServerParts(
                settings.server(),
                new ServerParts.Answers(mount.failureReply(), Mount.standardHeaders()),
                new ServerParts.Content(
                        Math.max(
                                mount.maxUploadBytes(),
                                settings.get(ImportSettings.GROUP).maxBytes()),
                        mount.filters(),
                        routing -> {
                            mount.register(routing);
                            mount.registerNothingHere(routing);
                        }),
                new Probes(() -> true, () -> true),
                shortStop(ConnectionDeadlines.PRODUCTION),
                new Meters()));
    }

    /** Production's deadlines, but a stop waits for no client: the tests' requests are all answered by then. */
    private static ConnectionDeadlines shortStop(ConnectionDeadlines production) {
        return new ConnectionDeadlines(
                production.headers(),
                production.pace(),
                production.leastBytesPerSecond(),
                production.idle(),
                production.crowdedIdle(),
                Duration.ofMillis(20),
                production.linger(),
                Duration.ofMillis(10));
    }

    public int port() {
        return server.port();
    }

    /** Somebody without a token. */
    public TestClient anonymous() {
        return new TestClient(port(), "");
    }

    /** Somebody signed in with this id. */
    public TestClient as(UUID callerId) {
        return as(FakeAuthentication.caller(callerId));
    }

    /** A bearer token of this caller, for tests that write requests by hand. */
    public String tokenFor(UUID callerId) {
        return fake.tokenFor(FakeAuthentication.caller(callerId));
    }

    public TestClient as(Caller caller) {
        return bearing(fake.tokenFor(caller));
    }

    /** Whoever the token says, at the API and on pages. */
    public TestClient bearing(String token) {
        return new TestClient(port(), token);
    }

    @Override
    public void close() {
        server.stop(() -> {});
    }
}
