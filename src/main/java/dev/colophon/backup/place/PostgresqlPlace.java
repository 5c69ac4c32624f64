package dev.colophon.backup.place;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.backup.place.schema.KeptSchemas;
import dev.colophon.backup.place.schema.Ours;
import dev.colophon.backup.place.schema.SchemaFailures;
import dev.colophon.backup.place.schema.SchemaHold;
import dev.colophon.backup.place.schema.SchemaSwap;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL database; what is built is a schema beside the live one. */
final class PostgresqlPlace implements Place {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlPlace.class);

    private final DatabaseSettings settings;
    private final Scripts scripts;
    private final InstantSource clock;
    private final MigrationTarget live;
    private final SchemaHold hold;
    private @Nullable BuiltSchema<String> built;

    private PostgresqlPlace(DatabaseSettings settings, Scripts scripts, InstantSource clock) throws SQLException {
        this.settings = settings;
        this.scripts = scripts;
        this.clock = clock;
        this.live = MigrationTargets.of(settings);
        this.hold = SchemaHold.take(live, ours(level()));
    }

    static PostgresqlPlace hold(DatabaseSettings settings, Scripts scripts, InstantSource clock) {
        PostgresqlPlace place;
        try {
            place = new PostgresqlPlace(settings, scripts, clock);
        } catch (SQLException failure) {
            throw SchemaFailures.of("have the database for a restore", failure);
        }
        try {
            place.apart("remove the remains of a restore", KeptSchemas::sweep);
            return place;
        } catch (RuntimeException failure) {
            place.close();
            throw failure;
        }
    }

    private Ours ours(int level) {
        return Ours.of(scripts, level);
    }

    private int level() throws SQLException {
        return SchemaReader.snapshot(live).state().level();
    }

    /** What is done on a connection of its own. */
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void apart(String what, Work work) {
        try (Connection connection = live.open()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw SchemaFailures.of(what, failure);
        }
    }

    @Override
    public MigrationTarget build(int level) {
        if (built != null) {
            throw new IllegalStateException("something is built already");
        }
        String schema = KeptSchemas.built(KeptData.newId());
        BuiltSchema<String> next = new BuiltSchema<>(schema, MigrationTargets.schema(settings, schema), scripts);
        built = next;
        apart("build beside the live data", connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + schema);
            }
        });
        next.raise(level);
        return next.target();
    }

    @Override
    public void upgrade() {
        built().raise(scripts.neededLevel());
    }

    private BuiltSchema<String> built() {
        if (built == null) {
            throw new IllegalStateException("nothing is built");
        }
        return built;
    }

    @Override
    public void swapIn(String what) {
        replace(built().name(), what);
        built = null;
        LOG.info("{} is live in {}", what, live.where());
    }

    private void replace(String schema, String what) {
        try {
            int level = level();
            KeptData old = new KeptData(KeptData.newId(), clock.instant(), level, what, 0);
            new SchemaSwap(live, hold.connection(), ours(level)).replace(schema, old);
        } catch (SQLException failure) {
            throw SchemaFailures.of("put the new data in place", failure);
        }
    }

    @Override
    public List<KeptData> kept() {
        return kept(live);
    }

    static List<KeptData> kept(MigrationTarget live) {
        try (Connection connection = live.open()) {
            return KeptSchemas.list(connection);
        } catch (SQLException failure) {
            throw SchemaFailures.of("list what is kept", failure);
        }
    }

    @Override
    public void swapBack(KeptData data) {
        data.requireIn(kept());
        replace(KeptSchemas.kept(data.id()), data.goingBack());
    }

    /** In the transaction that keeps writers out, which ends with it. */
    @Override
    public void mark(Statement statement, Parameters parameters) {
        try {
            live.session(hold.connection()).execute(statement, parameters);
            hold.connection().commit();
        } catch (SQLException failure) {
            throw SchemaFailures.of("mark the live data", failure);
        }
    }

    @Override
    public void forget(KeptData data) {
        forget(live, data);
    }

    static void forget(MigrationTarget live, KeptData data) {
        data.requireIn(kept(live));
        try (Connection connection = live.open()) {
            KeptSchemas.drop(connection, KeptSchemas.kept(data.id()));
        } catch (SQLException failure) {
            throw SchemaFailures.of("delete kept data", failure);
        }
    }

    @Override
    public void close() {
        try {
            if (built != null) {
                dropBuilt(built.name());
            }
        } finally {
            hold.close();
        }
    }

    private void dropBuilt(String schema) {
        try (Connection connection = live.open()) {
            KeptSchemas.drop(connection, schema);
        } catch (SQLException failure) {
            LOG.warn("what was built is left to the next restore: {}", MigrationFailures.text(failure));
        }
    }
}
