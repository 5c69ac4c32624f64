package dev.colophon.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.database.connection.DatabaseState;
import dev.colophon.database.connection.PoolState;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.Network;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A lost PostgreSQL. Limits are four times the promised ones, for machines are busy. */
@Timeout(60)
@TakesLong("servers stop, hang and come back in real time")
@Isolated("tells half a second from a whole one")
class OutageTest {
    private static final Statement ONE = Statement.of("outage.one", "SELECT 1 AS one");
    private static final Statement SLEEP = Statement.of("outage.sleep", "SELECT pg_sleep(30) IS NULL AS slept");
    private static final Duration ANSWER = Duration.ofSeconds(4 * 2);
    private static final Duration RETURN = Duration.ofSeconds(4);

    private TestDatabase server;
    private Network network;
    private Database database;
    private final List<DatabaseState> changes = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() {
        server = TestDatabase.create(Engine.POSTGRESQL);
        DatabaseSettings settings = server.settings();
        network = new Network(settings.endpoint().port());
        database = TestDatabase.open(TestPostgres.settings(settings.name(), network.port()));
        database.onStateChange(changes::add);
        assertThat(one()).isEqualTo(1);
    }

    @AfterEach
    void disconnect() {
        database.close();
        network.close();
        server.close();
    }

    private int one() {
        return database.read(session -> session.first(ONE, row -> row.integer("one")))
                .orElseThrow();
    }

    private boolean answers() {
        try {
            return one() == 1;
        } catch (Problem problem) {
            assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(problem.retryAfterSeconds().orElseThrow()).isBetween(1, 2);
            return false;
        }
    }

    private static Duration until(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            Thread.sleep(10);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Eight callers ask without pause; returns the longest time that one call took. */
    private Duration longestCall(Runnable meanwhile) throws Exception {
        AtomicLong longest = new AtomicLong();
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                callers.submit(() -> {
                    while (!end.isDone()) {
                        long start = System.nanoTime();
                        answers();
                        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                        Thread.sleep(5);
                    }
                    return null;
                });
            }
            try {
                meanwhile.run();
            } finally {
                end.complete(null);
            }
        }
        return Duration.ofNanos(longest.get());
    }

    private void outage(Runnable loss) throws Exception {
        List<Duration> figures = new ArrayList<>();
        Duration longest = longestCall(() -> {
            try {
                Thread.sleep(300);
                loss.run();
                figures.add(until(() -> !database.state().up()));
                Thread.sleep(3_000);
                assertThat(answers()).isFalse();
                network.mend();
                figures.add(until(this::answers));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });

        assertThat(figures.get(0)).isLessThan(RETURN);
        assertThat(figures.get(1)).isLessThan(RETURN);
        assertThat(longest).isLessThan(ANSWER);
        assertThat(database.pools()).noneMatch(PoolState::inUse);
        assertThat(changes).extracting(DatabaseState::up).containsExactly(false, true);
        assertThat(changes.getFirst().reason()).isNotBlank();
    }

    @Test
    void a_stopped_server_is_noticed_and_its_return_too() throws Exception {
        outage(network::cut);

        // which of them depends on whether the probe was waiting for an answer just then
        assertThat(changes.getFirst().reason()).isIn("the connection was refused", "the connection broke");
    }

    @Test
    void a_silent_network_is_noticed_and_its_return_too() throws Exception {
        outage(network::silence);

        assertThat(changes.getFirst().reason()).isEqualTo("there was no answer in time");
    }

    /** The best of three, for a busy machine only ever adds. */
    @Test
    void a_hanging_server_is_noticed_within_a_second() throws Exception {
        Duration least = Duration.ofDays(1);
        for (int round = 0; round < 3; round++) {
            until(() -> database.state().up());
            // the probe's connection is kept, as that of a server that hangs all of a sudden
            Thread.sleep(600);
            network.silence();
            Duration noticed = until(() -> !database.state().up());
            least = noticed.compareTo(least) < 0 ? noticed : least;
            network.mend();
        }

        assertThat(least).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_query_in_flight_ends_when_the_network_falls_silent() throws Exception {
        CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() -> {
            try {
                database.write(s -> s.first(SLEEP, row -> row.bool("slept")));
                return new AssertionError("it ended well");
            } catch (Problem problem) {
                return problem;
            }
        });
        until(() -> database.pools().getFirst().active() == 1);
        network.silence();
        long start = System.nanoTime();

        assertThat(failure.get(30, TimeUnit.SECONDS))
                .isInstanceOf(Problem.class)
                .hasFieldOrPropertyWithValue("code", "database_away");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER);
        until(() -> database.pools().stream().noneMatch(PoolState::inUse));
    }

    @Test
    void one_ended_connection_is_no_outage() throws Exception {
        server.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        until(this::answers);
        Thread.sleep(600);

        assertThat(changes).isEmpty();
        assertThat(one()).isEqualTo(1);
    }

    @Test
    void a_call_waits_for_a_free_connection_no_longer_than_its_budget() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            int size = database.pools().getFirst().max();
            for (int caller = 0; caller < size; caller++) {
                callers.submit(() -> {
                    try {
                        database.read(s -> s.first(SLEEP, row -> row.bool("slept")));
                    } catch (Problem ended) {
                        assertThat(ended.code()).isEqualTo("database_timeout");
                    }
                });
            }
            until(() -> database.pools().getFirst().active() == size);
            long start = System.nanoTime();

            assertThatThrownBy(this::one).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo("database_busy");
                assertThat(problem.retryAfterSeconds()).hasValue(1);
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER);
            assertThat(database.state().up()).isTrue();

            server.run("select pg_cancel_backend(pid) from pg_stat_activity"
                    + " where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()");
        }
        assertThat(one()).isEqualTo(1);
    }
}
