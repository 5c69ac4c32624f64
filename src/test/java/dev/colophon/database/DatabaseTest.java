package dev.colophon.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.database.connection.PoolState;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
class DatabaseTest {
    private static final Statement INSERT = Statement.of("test.insert", """
                    INSERT INTO sample (id, name, amount, flag, day, moment, content)
                    VALUES (:id, :name, :amount, :flag, :day, :moment, :content)
                    """);
    private static final Statement ALL = Statement.of("test.all", """
                    SELECT id, name, amount, flag, day, moment, content FROM sample ORDER BY id
                    """);
    private static final Statement COUNT = Statement.of("test.count", "SELECT count(*) AS total FROM sample");
    private static final Statement BY_NAME = Statement.of("test.by-name", "SELECT id FROM sample WHERE name = :name");
    private static final Parameters ID = Parameters.of("id", 1);
    private static final Statement BROKEN = Statement.of("test.broken", "SELECT id FROM nowhere WHERE id = :id");
    private static final Statement UNKNOWN_FUNCTION =
            Statement.of("test.unknown-function", "SELECT no_such_function(:x) AS x");

    private static final Statement ENDLESS = Statement.of("test.endless", """
                    WITH RECURSIVE numbers (n) AS
                        (SELECT 1 UNION ALL SELECT (n + 1) % 1000 FROM numbers)
                    SELECT sum(n) AS total FROM numbers
                    """);

    private enum Colour {
        DARK_RED
    }

    private Database database;

    @BeforeEach
    void prepare(TestDatabase lent) {
        database = lent.database();
        lent.run(lent.engine() == Engine.POSTGRESQL ? """
                        CREATE TABLE sample (id uuid NOT NULL PRIMARY KEY,
                            name text NOT NULL CHECK (name <> ''), amount bigint,
                            flag boolean, day date, moment timestamptz, content bytea)
                        """ : """
                        CREATE TABLE sample (id TEXT NOT NULL PRIMARY KEY,
                            name TEXT NOT NULL CHECK (name <> ''), amount INTEGER,
                            flag INTEGER CHECK (flag IN (0, 1)), day TEXT, moment TEXT,
                            content BLOB) STRICT
                        """);
    }

    private long count() {
        return database.read(session -> session.first(COUNT, row -> row.number("total")))
                .orElseThrow();
    }

    private static long insert(Session session, UUID id, String name) {
        return session.execute(
                INSERT,
                Parameters.of("id", id)
                        .and("name", name)
                        .and("amount", null)
                        .and("flag", null)
                        .and("day", null)
                        .and("moment", null)
                        .and("content", null));
    }

    @Test
    void every_type_reads_back_as_it_was_written() {
        UUID id = UUID.randomUUID();
        Instant moment = Instant.parse("2024-02-29T23:59:59.123456789Z");
        byte[] content = new byte[5_000];
        content[4_999] = -1;

        database.write(session -> session.execute(
                INSERT,
                Parameters.of("id", id)
                        .and("name", Colour.DARK_RED)
                        .and("amount", Integer.MAX_VALUE + 1L)
                        .and("flag", true)
                        .and("day", LocalDate.of(1500, 2, 28))
                        .and("moment", moment)
                        .and("content", content)));

        List<UUID> ids = database.read(session -> session.list(ALL, row -> checked(row, content)));
        assertThat(ids).containsExactly(id);
    }

    private static UUID checked(Row row, byte[] content) {
        assertThat(row.constant("name", Colour.class)).isEqualTo(Colour.DARK_RED);
        assertThat(row.number("amount")).isEqualTo(2147483648L);
        assertThat(row.bool("flag")).isTrue();
        assertThat(row.date("day")).isEqualTo(LocalDate.of(1500, 2, 28));
        assertThat(row.instant("moment")).isEqualTo("2024-02-29T23:59:59.123456Z");
        assertThat(row.bytes("content")).isEqualTo(content);
        return row.uuid("id");
    }

    @Test
    void nothing_reads_back_as_null() {
        database.write(session -> insert(session, UUID.randomUUID(), "x"));

        database.read(session -> session.list(ALL, row -> {
            assertThat(row.numberOrNull("amount")).isNull();
            assertThat(row.integerOrNull("amount")).isNull();
            assertThat(row.dateOrNull("day")).isNull();
            assertThat(row.instantOrNull("moment")).isNull();
            assertThatThrownBy(() -> row.number("amount")).hasMessage("column amount is null, a value was expected");
            return row;
        }));
    }

    @Test
    void a_number_reads_in_either_width_if_it_fits() {
        database.write(session -> session.execute(
                INSERT,
                Parameters.of("id", UUID.randomUUID())
                        .and("name", "x")
                        .and("amount", 7)
                        .and("flag", null)
                        .and("day", null)
                        .and("moment", null)
                        .and("content", null)));

        List<Integer> small = database.read(s -> s.list(ALL, row -> row.integer("amount")));
        List<Long> large = database.read(s -> s.list(ALL, row -> row.number("amount")));

        assertThat(small).containsExactly(7);
        assertThat(large).containsExactly(7L);
    }

    @Test
    void an_exception_rolls_everything_back() {
        assertThatThrownBy(() -> database.write(session -> {
                    insert(session, UUID.randomUUID(), "x");
                    throw new IllegalArgumentException("stop");
                }))
                .hasMessage("stop");

        assertThat(count()).isZero();
    }

    @Test
    void violated_constraints_say_which_sort_they_are() {
        UUID id = UUID.randomUUID();
        database.write(session -> insert(session, id, "x"));

        assertThatThrownBy(() -> database.write(session -> insert(session, id, "y")))
                .isInstanceOfSatisfying(
                        ConstraintViolation.class,
                        thrown -> assertThat(thrown.type()).isEqualTo(ConstraintViolation.Type.UNIQUE));
        assertThatThrownBy(() -> database.write(s -> insert(s, UUID.randomUUID(), "")))
                .isInstanceOfSatisfying(
                        ConstraintViolation.class,
                        thrown -> assertThat(thrown.type()).isEqualTo(ConstraintViolation.Type.CHECK));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_swallowed_failure_still_rolls_back() {
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> database.write(session -> {
                    insert(session, id, "x");
                    assertThatThrownBy(() -> insert(session, id, "y")).isInstanceOf(ConstraintViolation.class);
                    assertThatThrownBy(() -> session.list(ALL, row -> row)).isInstanceOf(IllegalStateException.class);
                    return id;
                }))
                .isInstanceOf(ConstraintViolation.class);

        assertThat(count()).isZero();
    }

    @TakesLong("240 statements fail")
    @Test
    void many_failing_statements_leave_no_connection_in_use(TestDatabase lent) {
        for (int round = 0; round < 30; round++) {
            assertThatThrownBy(() -> database.read(s -> s.list(BROKEN, row -> row, ID)))
                    .hasFieldOrPropertyWithValue("kind", Kind.UNAVAILABLE);
            assertThatThrownBy(() -> database.read(s -> s.first(UNKNOWN_FUNCTION, r -> r, Parameters.of("x", 1))))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> database.read(s -> s.list(BY_NAME, row -> row, Parameters.of("name", List.of()))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> database.read(s -> s.list(COUNT, row -> row, ID)))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.write(s -> s.list(BROKEN, row -> row)))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.write(s -> s.execute(UNKNOWN_FUNCTION)))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.read(session -> session.list(COUNT, row -> row.text("absent"))))
                    .isInstanceOf(IllegalStateException.class);
        }

        lent.requireNothingInUse();
        assertThat(count()).isZero();
    }

    @Test
    void a_session_ends_with_its_lambda() {
        Session escaped = database.read(session -> session);

        assertThatThrownBy(() -> escaped.list(ALL, row -> row)).hasMessageContaining("the session has ended");
    }

    @TakesLong("a limit of a statement is at least one second")
    @Test
    @Timeout(60)
    void a_statement_that_runs_too_long_is_ended(TestDatabase lent) {
        try (Database impatient = lent.withTimeouts(1, 1)) {
            assertThatThrownBy(() -> impatient.read(s -> s.first(ENDLESS, row -> row)))
                    .isInstanceOf(Problem.class)
                    .hasFieldOrPropertyWithValue("code", "database_timeout");
            assertThatThrownBy(() -> impatient.write(session -> {
                        insert(session, UUID.randomUUID(), "x");
                        return session.list(ENDLESS, row -> row);
                    }))
                    .isInstanceOf(Problem.class)
                    .hasFieldOrPropertyWithValue("code", "database_timeout");

            impatient.write(session -> insert(session, UUID.randomUUID(), "after"));
            assertThat(impatient.pools()).noneMatch(PoolState::inUse);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void a_failed_transaction_spoils_no_later_one(TestDatabase lent) {
        UUID id = UUID.randomUUID();
        for (int round = 0; round < 10; round++) {
            assertThatThrownBy(() -> database.write(session -> {
                        insert(session, id, "x");
                        return session.list(BROKEN, row -> row, ID);
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.write(session -> {
                        insert(session, id, "x");
                        return insert(session, id, "x");
                    }))
                    .isInstanceOf(ConstraintViolation.class);
        }
        assertThat(count()).isZero();

        database.write(session -> insert(session, id, "x"));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void no_statement_commits_what_the_ones_before_it_did() {
        assertThatThrownBy(() -> database.write(session -> {
                    insert(session, UUID.randomUUID(), "x");
                    session.list(ALL, row -> row);
                    insert(session, UUID.randomUUID(), "y");
                    throw new IllegalArgumentException("stop");
                }))
                .hasMessage("stop");

        assertThat(count()).isZero();
    }

    @Test
    void a_session_is_not_used_by_another_thread() {
        List<Throwable> thrown = database.read(session -> List.of(onAnotherThread(() -> session.list(ALL, r -> r))));

        assertThat(thrown)
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("the session is another thread's");
    }

    private static Throwable onAnotherThread(Runnable work) {
        CompletableFuture<Void> run = CompletableFuture.runAsync(work);
        return run.handle((nothing, failure) -> failure.getCause()).join();
    }

    @Test
    void a_long_text_reads_back_as_it_was_written() {
        String text = "\uD83D\uDCDA ü".repeat(20_000);

        database.write(session -> insert(session, UUID.randomUUID(), text));

        List<String> names = database.read(s -> s.list(ALL, row -> row.text("name")));
        assertThat(names).containsExactly(text);
    }

    @Test
    void a_transaction_without_a_statement_ends_well() {
        String result = database.write(session -> "nothing to do");

        assertThat(result).isEqualTo("nothing to do");
    }

    @Test
    void the_report_tells_tables_and_rows(TestDatabase lent) {
        database.write(session -> insert(session, UUID.randomUUID(), "x"));

        DatabaseReport report = database.report();

        assertThat(report.tables()).contains(new DatabaseReport.Table("sample", 1));
        assertThat(report.tables()).extracting(DatabaseReport.Table::name).contains("schema_state");
        assertThat(report.findings()).isEmpty();
        assertThat(report.sizeBytes()).isPositive();
        assertThat(report.freeBytes().isPresent()).isEqualTo(lent.engine() == Engine.SQLITE);
        assertThat(report.server()).startsWith(lent.engine() == Engine.SQLITE ? "SQLite" : "Postgre");
    }

    @Test
    void extreme_dates_and_instants_keep_their_value() {
        for (String day : List.of("0001-01-01", "1582-10-04", "1582-10-15", "9999-12-31")) {
            Instant moment = Instant.parse(day + "T12:34:56.000001Z");
            UUID id = UUID.randomUUID();
            database.write(session -> session.execute(
                    INSERT,
                    Parameters.of("id", id)
                            .and("name", day)
                            .and("amount", null)
                            .and("flag", false)
                            .and("day", LocalDate.parse(day))
                            .and("moment", moment)
                            .and("content", null)));
        }

        List<String> read = database.read(
                session -> session.list(ALL, row -> row.text("name") + row.date("day") + row.instant("moment")));

        assertThat(read)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.substring(10))
                        .isEqualTo(line.substring(0, 10) + line.substring(0, 10) + "T12:34:56.000001Z"));
    }

    @Test
    void a_call_inside_a_call_is_refused_before_it_can_wait_for_itself() {
        assertThatThrownBy(() -> database.write(session -> count()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use that one");
        assertThatThrownBy(() -> database.read(session -> count())).isInstanceOf(IllegalStateException.class);
    }
}
