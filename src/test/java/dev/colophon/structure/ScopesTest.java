package dev.colophon.structure;

import static dev.colophon.account.access.AccessTokenApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.token.Tokens;
import dev.colophon.assets.AssetIndex;
import dev.colophon.assets.StaticCollector;
import dev.colophon.boot.Wiring;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.Settings;
import dev.colophon.settings.StaticSettings;
import dev.colophon.testing.Answer;
import dev.colophon.testing.Contract;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import io.helidon.http.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the program, asked with access tokens: each lets in whom its scope allows, and nobody else. */
@OnSqlite
@Timeout(120)
class ScopesTest {
    private static final String READER = "0198c0de-0000-7000-8000-000000000001";

    /** One thing that a route does. */
    private record Operation(Resource resource, Method method) {
        Answer ask(TestClient client) {
            String path = resource.pattern()
                    .replace("{name}", "nobody")
                    .replace("{file}", "nothing")
                    .replace("{place}", "1")
                    .replace("{sha256}", "0".repeat(64))
                    .replaceAll("[{]\\w+[}]", UUID.randomUUID().toString());
            return method.equals(Method.GET) || method.equals(Method.DELETE)
                    ? client.send(method.text(), path, Map.of(), new byte[0])
                    : client.json(method.text(), path, "{}");
        }

        @Override
        public String toString() {
            return method + " " + resource.pattern();
        }
    }

    private static List<Operation> operations(Wiring wiring) {
        List<Operation> operations = new ArrayList<>();
        for (Routes routes : wiring.routes()) {
            for (Resource resource : routes.resources()) {
                resource.handlers().keySet().stream()
                        .filter(method -> !resource.page() && !Contract.get().isOpen(method.text(), resource.pattern()))
                        .forEach(method -> operations.add(new Operation(resource, method)));
            }
        }
        return operations;
    }

    private static String[] texts(Set<Scope> scopes) {
        return scopes.stream().map(Scope::text).toArray(String[]::new);
    }

    @Test
    @TakesLong("asks each of some hundred operations twice")
    void a_route_lets_in_the_tokens_of_its_scope_alone(TestDatabase rows, @TempDir Path folder) {
        Settings settings = TestSettings.in(folder);
        AssetIndex assets =
                new StaticCollector(InstantSource.system()).collect(new StaticSettings(true, folder.resolve("static")));
        rows.run("INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) VALUES ('" + READER + "', 'root', 'root', 'none', 'Root',"
                + " 'admin', 'public', 0, '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z')");
        var tokens = new Tokens(settings.account(), rows.database(), Clock.systemUTC());
        try (Wiring wiring = new Wiring(settings, rows.database(), Clock.systemUTC(), assets, new Meters());
                var server = TestServer.of(settings, tokens, wiring.routes().toArray(Routes[]::new))) {
            TestClient session = server.bearing(
                    tokens.issue(UUID.fromString(READER), 0).token().value());
            Map<Set<Scope>, TestClient> programs = new HashMap<>();
            Function<Set<Scope>, TestClient> program =
                    scopes -> programs.computeIfAbsent(scopes, absent -> server.bearing(made(session, texts(scopes))));

            List<Operation> operations = operations(wiring);
            assertThat(operations).hasSizeGreaterThan(80);
            for (Operation operation : operations) {
                Set<Scope> enough = operation.resource().scopes(operation.method());
                Set<Scope> others = EnumSet.allOf(Scope.class);
                others.removeAll(enough);
                assertRefused(operation, operation.ask(program.apply(others)));
                for (Scope scope : enough) {
                    assertLetIn(operation, operation.ask(program.apply(EnumSet.of(scope))));
                }
            }
        }
    }

    private static void assertRefused(Operation operation, Answer answer) {
        assertThat(answer.status()).as(operation.toString()).isEqualTo(403);
        assertThat(answer.code()).as(operation.toString()).isEqualTo("insufficient_scope");
    }

    private static void assertLetIn(Operation operation, Answer answer) {
        assertThat(answer.status()).as(operation.toString()).isNotIn(401, 403).isLessThan(500);
    }
}
