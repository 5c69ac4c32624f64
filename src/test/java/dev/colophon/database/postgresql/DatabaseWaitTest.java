package dev.colophon.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.database.sqlite.SqliteStore;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.settings.Secret;
import dev.colophon.testing.Network;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSettings;
import dev.colophon.testing.TestSqlite;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatabaseWaitTest {
    private static final String PASSWORD = "a-password-that-nobody-may-see";

    /** Sleeps in no time and remembers for how long. */
    private static final class FastTime implements DatabaseWait.Time {
        final List<Long> sleeps = new ArrayList<>();
        Runnable whileSleeping = () -> {};
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void sleep(long milliseconds) {
            sleeps.add(milliseconds);
            now += Duration.ofMillis(milliseconds).toNanos();
            whileSleeping.run();
        }
    }

    private static DatabaseSettings settings(String name, int port, String sslMode) {
        return TestSettings.with(
                TestPostgres.settings(name, port),
                Map.of(
                        "POSTGRES_PASSWORD",
                        PASSWORD,
                        "POSTGRES_SSLMODE",
                        sslMode,
                        "DB_WAIT_ATTEMPTS",
                        "4",
                        "DB_WAIT_DELAY_SECONDS",
                        "2"));
    }

    private static StartFailure failure(DatabaseSettings settings, DatabaseWait.Time time) {
        DatabaseWait wait = new DatabaseWait(settings, time);
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> wait.await(settings.endpoint()));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(PASSWORD);
        return failure;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int serverPort() {
        return TestPostgres.settings("postgres").endpoint().port();
    }

    @Test
    void a_server_that_answers_is_not_waited_for() {
        FastTime time = new FastTime();
        DatabaseSettings settings = settings("postgres", serverPort(), "prefer");

        new DatabaseWait(settings, time).await(settings.endpoint());

        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void a_refused_connection_is_tried_again_until_the_tries_are_used_up() throws IOException {
        FastTime time = new FastTime();
        int port = closedPort();

        StartFailure failure = failure(settings("colophon", port, "prefer"), time);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(failure.why()).contains("127.0.0.1:" + port, "'colophon'", "'postgres'", "4 tries", "refused");
        assertThat(time.sleeps).containsExactly(2_001L, 2_000L, 2_000L);
    }

    @Test
    void an_unknown_host_is_tried_again() {
        DatabaseSettings plain = settings("colophon", 5432, "prefer");
        Endpoint nowhere = new Endpoint("no-such-host.invalid", 5432, "postgres", new Secret(PASSWORD));
        FastTime time = new FastTime();

        assertThatThrownBy(() -> new DatabaseWait(plain, time).await(nowhere))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
                    assertThat(failure.why()).contains("the host is unknown");
                });
    }

    @Tag("slow")
    @TakesLong("two tries of production's 4 s")
    @Test
    void a_silent_server_ends_a_try_after_its_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            FastTime time = new FastTime();
            long start = System.nanoTime();

            StartFailure failure = failure(settings("colophon", silent.getLocalPort(), "prefer"), time);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(failure.why()).contains("no answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4 * 4 * 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P03", "53300", "57P01"})
    void a_server_that_is_not_ready_is_tried_again(String state) {
        try (FakeServer server = new FakeServer(state)) {
            FastTime time = new FastTime();

            StartFailure failure = failure(settings("colophon", server.port(), "prefer"), time);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(time.sleeps).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, the password or the user is wrong",
        "28000, the server does not let this user in from here",
        "42501, the user may not use this database",
        "3D000, the database does not exist"
    })
    void a_permanent_refusal_stops_at_once(String state, String reason) {
        try (FakeServer server = new FakeServer(state)) {
            FastTime time = new FastTime();

            StartFailure failure = failure(settings("colophon", server.port(), "prefer"), time);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
            assertThat(failure.why()).contains(reason);
            assertThat(time.sleeps).isEmpty();
        }
    }

    @Test
    void an_unknown_database_of_a_real_server_stops_at_once() {
        FastTime time = new FastTime();

        StartFailure failure = failure(settings("no_such_one", serverPort(), "prefer"), time);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
        assertThat(failure.why()).contains("'no_such_one'", "does not exist");
        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void a_server_without_tls_stops_at_once_when_tls_is_demanded() {
        FastTime time = new FastTime();

        StartFailure failure = failure(settings("postgres", serverPort(), "require"), time);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
        assertThat(failure.why()).contains("SSL");
        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void a_database_in_another_encoding_is_refused() {
        TestPostgres.execute("create database ascii encoding 'SQL_ASCII' locale 'C' template template0");
        try {
            StartFailure failure = failure(settings("ascii", serverPort(), "prefer"), new FastTime());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
            assertThat(failure.getMessage()).contains("SQL_ASCII", "UTF8");
        } finally {
            TestPostgres.execute("drop database ascii");
        }
    }

    @Test
    void too_old_versions_are_refused() {
        assertThatThrownBy(() -> PostgresqlServer.requireVersion(130_014, "13.14"))
                .hasMessageContaining("13.14");
        PostgresqlServer.requireVersion(140_000, "14.0");
        assertThatThrownBy(() -> SqliteStore.requireVersion("3.51.2")).hasMessageContaining("3.51.2");
        SqliteStore.requireVersion("3.51.3");
        SqliteStore.requireVersion("4.0.0");
    }

    @Test
    void a_server_that_comes_up_while_we_wait_is_used() throws IOException {
        int port = closedPort();
        try (Network network = new Network(serverPort(), port)) {
            network.cut();
            FastTime time = new FastTime();
            time.whileSleeping = network::mend;
            DatabaseSettings settings = settings("postgres", port, "prefer");

            new DatabaseWait(settings, time).await(settings.endpoint());

            assertThat(time.sleeps).hasSize(1);
        }
    }

    @Test
    void an_interrupt_ends_the_waiting_at_once() throws Exception {
        DatabaseSettings settings = settings("colophon", closedPort(), "prefer");
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                new DatabaseWait(settings, DatabaseWait.Time.REAL).await(settings.endpoint());
                ended.complete(new AssertionError("it returned"));
            } catch (StartFailure failure) {
                ended.complete(failure);
            }
        });
        Thread.sleep(500);
        waiting.interrupt();

        assertThat(ended.get())
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.TERMINATED));
        assertThat(waiting.join(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    void a_try_that_hangs_is_interrupted_too() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            DatabaseSettings settings = settings("colophon", silent.getLocalPort(), "prefer");
            CompletableFuture<ExitCode> ended = new CompletableFuture<>();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    new DatabaseWait(settings, DatabaseWait.Time.REAL).await(settings.endpoint());
                } catch (StartFailure failure) {
                    ended.complete(failure.exitCode());
                }
            });
            Thread.sleep(500);
            waiting.interrupt();

            assertThat(ended.get()).isEqualTo(ExitCode.TERMINATED);
        }
    }

    @Test
    void with_sqlite_file_and_folder_are_made(@TempDir Path folder) {
        DatabaseSettings settings = TestSqlite.settings(folder.resolve("a/b/c.sqlite3"));

        new DatabaseWait(settings, new FastTime()).await(settings.endpoint());

        assertThat(folder.resolve("a/b/c.sqlite3")).isRegularFile();
    }
}
