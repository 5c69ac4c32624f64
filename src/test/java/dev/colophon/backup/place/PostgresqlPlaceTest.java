package dev.colophon.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.Sandbox;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a server has: other sessions, roles, other people's objects. */
@Timeout(120)
class PostgresqlPlaceTest {
    private static final Statement INSERT =
            Statement.of("place.insert", "INSERT INTO shelf (id, generation) VALUES (:id, 7)");

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void fill() throws SQLException {
        sandbox = Shelves.live(Engine.POSTGRESQL, folder, 1);
        sandbox.settings = TestSettings.with(sandbox.settings, Map.of("DB_LOCK_TIMEOUT_SECONDS", "1"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Place hold() {
        return hold(sandbox.settings);
    }

    private Place hold(DatabaseSettings settings) {
        return Places.hold(settings, sandbox.scripts(), InstantSource.system());
    }

    private StartFailure refusal() {
        StartFailure refused = catchThrowableOfType(StartFailure.class, this::hold);
        assertThat(Shelves.generation(sandbox)).isEqualTo(1);
        assertThat(schemas(sandbox)).isEmpty();
        return refused;
    }

    private static String schemas(Sandbox sandbox) {
        return sandbox.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon%'");
    }

    private static void swapIn(Place place, int generation) throws SQLException {
        Shelves.fill(place.build(2), generation);
        place.upgrade();
        place.swapIn("backup");
    }

    @Test
    void a_beating_instance_is_named_and_one_that_is_gone_does_not_count() throws SQLException {
        beat("0.9.0", "100 seconds");
        beat("1.2.3", "20 seconds");

        StartFailure refused = refusal();

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
        assertThat(refused.why()).contains("of release 1.2.3, seen 2").doesNotContain("0.9.0");
        assertThat(refused.remedy()).contains("scale the instances to 0");
        sandbox.run("DELETE FROM instances WHERE release = '1.2.3'");
        try (Place place = hold()) {
            swapIn(place, 2);
        }
        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
    }

    private void beat(String release, String ago) {
        sandbox.run("INSERT INTO instances VALUES (gen_random_uuid(), '%s', 2, now() - interval '%s')"
                .formatted(release, ago));
    }

    @TakesLong("three tries of lock_timeout's one second")
    @Test
    void a_writer_with_an_open_transaction_is_named_and_keeps_its_write() throws SQLException {
        try (var writer = MigrationTargets.of(sandbox.settings).open();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO shelf (id, generation) VALUES (-1, 1)");

            StartFailure refused = catchThrowableOfType(StartFailure.class, this::hold);

            assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
            assertThat(refused.why()).contains("somebody writes: process").contains("of postgres (colophon)");
            writer.commit();
        }
        assertThat(sandbox.query("SELECT count(*) FROM shelf")).isEqualTo(String.valueOf(Shelves.ROWS + 1));
    }

    @TakesLong("lets writers wait for a while")
    @Test
    void no_write_that_was_acknowledged_is_lost() throws Exception {
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        var stop = new AtomicBoolean();
        try (Database database = sandbox.database();
                var writers = Executors.newFixedThreadPool(3)) {
            for (int writer = 1; writer <= 3; writer++) {
                long first = writer * 1_000_000L;
                writers.submit(() -> write(database, first, acknowledged, stop));
            }
            awaitMore(acknowledged, 50);
            try (Place place = hold()) {
                Thread.sleep(200);
                int whenHeld = acknowledged.size();
                Shelves.fill(place.build(2), 2);
                place.upgrade();
                assertThat(acknowledged).as("nobody writes while it is held").hasSize(whenHeld);
                place.swapIn("backup");
            }
            awaitMore(acknowledged, 50);
            stop.set(true);
        }
        assertThat(written()).containsAll(acknowledged);
    }

    private static void write(Database database, long first, Set<Long> acknowledged, AtomicBoolean stop) {
        for (long id = first; !stop.get(); id++) {
            long next = id;
            try {
                database.write(session -> session.execute(INSERT, Parameters.of("id", next)));
                acknowledged.add(next);
            } catch (RuntimeException waitedTooLong) {
                // not acknowledged
                continue;
            }
        }
    }

    private static void awaitMore(Set<Long> acknowledged, int more) throws InterruptedException {
        int wanted = acknowledged.size() + more;
        while (acknowledged.size() < wanted) {
            Thread.sleep(10);
        }
    }

    /** In what is kept and in what is live; of both there is some. */
    private List<Long> written() {
        List<Long> written = new ArrayList<>();
        for (String table : List.of("shelf", schemas(sandbox) + ".shelf")) {
            List<Long> found = sandbox.query("SELECT id FROM " + table + " WHERE generation = 7")
                    .lines()
                    .map(Long::valueOf)
                    .toList();
            assertThat(found).as(table).isNotEmpty();
            written.addAll(found);
        }
        return written;
    }

    @TakesLong("a reader keeps the tables until it gives up")
    @Test
    void a_reader_in_a_transaction_is_waited_for_and_sees_one_state() throws Exception {
        try (Place place = hold();
                var reader = MigrationTargets.of(sandbox.settings).open();
                var threads = Executors.newSingleThreadExecutor()) {
            Shelves.fill(place.build(2), 2);
            place.upgrade();
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT count(*) FROM shelf");
            var swapping = threads.submit(() -> place.swapIn("backup"));
            Thread.sleep(1_500);
            assertThat(swapping.isDone()).isFalse();

            reader.commit();

            swapping.get();
            assertThat(Shelves.generation(sandbox)).isEqualTo(2);
        }
    }

    @Test
    void a_role_that_may_not_make_a_schema_is_told_before_anything_changes() {
        String role = "no_builder_" + sandbox.settings.name();
        TestPostgres.execute("CREATE ROLE " + role + " LOGIN");
        try {
            DatabaseSettings other = TestSettings.with(sandbox.settings, Map.of("POSTGRES_USER", role));
            sandbox.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);

            StartFailure refused = catchThrowableOfType(StartFailure.class, () -> hold(other));

            assertThat(refused.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
            assertThat(refused.why()).contains("may not make a schema").contains("nothing was changed");
            assertThat(refused.remedy()).contains("GRANT CREATE ON DATABASE " + sandbox.settings.name());
        } finally {
            sandbox.run("DROP OWNED BY " + role);
            TestPostgres.execute("DROP ROLE " + role);
        }
        assertThat(Shelves.generation(sandbox)).isEqualTo(1);
    }

    @Test
    void what_depends_on_the_live_tables_from_outside_is_met_before_anything_changes() {
        sandbox.run("CREATE SCHEMA reports");
        sandbox.run("CREATE VIEW reports.shelves AS SELECT generation FROM shelf");
        sandbox.run("CREATE TABLE reports.notes (shelf bigint REFERENCES shelf (id))");
        sandbox.run("CREATE PUBLICATION everything FOR TABLE shelf");

        StartFailure refused = refusal();

        assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
        assertThat(refused.why())
                .contains("view reports.shelves depends on")
                .contains("on table reports.notes depends on")
                .contains("publication everything")
                .contains("nothing was changed");
    }

    @Test
    void other_peoples_objects_stay_where_they_are() throws SQLException {
        sandbox.run("CREATE TABLE visitors (id bigint GENERATED ALWAYS AS IDENTITY, name text)");
        sandbox.run("INSERT INTO visitors (name) VALUES ('one')");
        sandbox.run("CREATE FUNCTION visit() RETURNS bigint LANGUAGE sql AS 'SELECT 1'");

        try (Place place = hold()) {
            swapIn(place, 2);
            assertThat(sandbox.query("SELECT name FROM public.visitors")).isEqualTo("one");
            assertThat(sandbox.query("SELECT public.visit()")).isEqualTo("1");
            place.swapBack(place.kept().getFirst());
        }
        assertThat(sandbox.query("SELECT name FROM public.visitors")).isEqualTo("one");
        assertThat(Shelves.generation(sandbox)).isEqualTo(1);
    }

    @Test
    void every_kind_of_object_moves_and_goes_on_to_work() throws SQLException {
        try (var other = new Sandbox(Engine.POSTGRESQL, folder.resolve("kinds"))) {
            other.script("V002__kinds.sql", """
                    CREATE TYPE mood AS ENUM ('good', 'bad');
                    CREATE DOMAIN score AS bigint CHECK (VALUE > 0);
                    CREATE SEQUENCE free_numbers START 5;
                    CREATE FUNCTION twice(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n';
                    CREATE TABLE parents (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood, score score);
                    CREATE TABLE children (
                        id bigint PRIMARY KEY DEFAULT nextval('free_numbers'),
                        parent bigint REFERENCES parents (id),
                        doubled bigint GENERATED ALWAYS AS (parent * 2) STORED);
                    CREATE INDEX children_twice ON children (twice(parent));
                    CREATE STATISTICS children_pairs ON id, parent FROM children;
                    CREATE VIEW family AS SELECT p.mood, c.id FROM parents p JOIN children c ON c.parent = p.id;
                    CREATE TABLE measured (at date NOT NULL, n bigint) PARTITION BY RANGE (at);
                    CREATE TABLE measured_2026 PARTITION OF measured FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                    """);
            other.migrator().migrate();
            use(other, "good");

            try (Place place = Places.hold(other.settings, other.scripts(), InstantSource.system())) {
                place.build(2);
                place.swapIn("nothing");

                assertThat(other.query("SELECT count(*) FROM family")).isEqualTo("0");
                assertThat(objects(other, "public")).isEqualTo(objects(other, schemas(other)));
                use(other, "bad");
                place.swapBack(place.kept().getFirst());
                assertThat(place.kept().stream().map(KeptData::level)).containsExactly(2);
            }
            assertThat(other.query("SELECT mood FROM family")).isEqualTo("good");
            use(other, "bad");
            assertThat(other.query("SELECT id, doubled FROM children ORDER BY id"))
                    .isEqualTo("5|2\n6|4");
        }
    }

    @Test
    void the_schema_of_the_product_moves_whole() {
        try (TestDatabase lent = TestDatabase.create(Engine.POSTGRESQL);
                Place place = Places.hold(lent.settings(), Scripts.of(Engine.POSTGRESQL), InstantSource.system())) {
            String all =
                    "SELECT relkind::text, relname FROM pg_class WHERE relnamespace = '%s'::regnamespace ORDER BY 2";
            List<String> before = lent.query(all.formatted("public"));
            place.build(Scripts.of(Engine.POSTGRESQL).neededLevel());

            place.swapIn("the same");

            assertThat(before).hasSizeGreaterThan(40);
            assertThat(lent.query(all.formatted("public"))).isEqualTo(before);
            String kept = "colophon_old_" + place.kept().getFirst().id();
            assertThat(lent.query(all.formatted(kept))).isEqualTo(before);
        }
    }

    private static void use(Sandbox sandbox, String mood) {
        sandbox.run("INSERT INTO parents (mood, score) VALUES ('" + mood + "', 3)");
        sandbox.run("INSERT INTO children (parent) SELECT max(id) FROM parents");
        sandbox.run("INSERT INTO measured VALUES ('2026-05-06', twice(4))");
    }

    private static String objects(Sandbox sandbox, String schema) {
        return sandbox.query("""
                SELECT relkind::text, relname FROM pg_class WHERE relnamespace = '%1$s'::regnamespace
                UNION ALL SELECT 'type', typname FROM pg_type WHERE typnamespace = '%1$s'::regnamespace
                UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = '%1$s'::regnamespace
                UNION ALL SELECT 'statistics', stxname FROM pg_statistic_ext WHERE stxnamespace = '%1$s'::regnamespace
                ORDER BY 1, 2
                """.formatted(schema));
    }

    @Test
    void the_serving_role_has_its_rights_on_the_new_tables_and_none_on_the_kept() throws SQLException {
        String owner = "owner_" + sandbox.settings.name();
        String server = "server_" + sandbox.settings.name();
        TestPostgres.execute("CREATE ROLE " + owner + " LOGIN");
        TestPostgres.execute("CREATE ROLE " + server + " LOGIN");
        try (var other = new Sandbox(Engine.POSTGRESQL, folder)) {
            other.run("GRANT CREATE ON DATABASE " + other.settings.name() + " TO " + owner);
            other.run("ALTER SCHEMA public OWNER TO " + owner);
            other.settings =
                    TestSettings.with(other.settings, Map.of("POSTGRES_USER", server, "POSTGRES_MIGRATOR_USER", owner));
            other.migrator().migrate();
            try (Place place = Places.hold(other.settings, sandbox.scripts(), InstantSource.system())) {
                Shelves.fill(place.build(2), 2);
                place.swapIn("backup");
            }
            try (Database database = TestDatabase.open(other.settings)) {
                long inserted = database.write(session -> session.execute(INSERT, Parameters.of("id", -1L)));
                assertThat(inserted).isEqualTo(1);
            }
            assertThat(other.query("SELECT has_schema_privilege('" + server + "', '" + schemas(other) + "', 'USAGE')"))
                    .isEqualTo("f");
        } finally {
            TestPostgres.execute("DROP ROLE " + owner);
            TestPostgres.execute("DROP ROLE " + server);
        }
    }
}
