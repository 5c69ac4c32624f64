package dev.colophon.migration.run;

import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.DirectSource;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.schema.SchemaHistory;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.observe.BuildInfo;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * One run of Flyway. This class alone touches Flyway, so that a start with nothing to migrate does
 * not load it. It validates first; it never repairs and never takes a foreign schema for its own.
 */
public final class FlywayRun {
    private static final Statement RAISE_LEVEL = Statement.of("migration.raise-level", """
                    UPDATE schema_state SET level = :level,
                    minimum_reader = CASE WHEN minimum_reader < :minimum THEN :minimum ELSE minimum_reader END
                    WHERE id = 1
                    """);

    private final MigrationTarget target;
    private final Scripts scripts;
    private final Interruption interruption;

    public FlywayRun(MigrationTarget target, Scripts scripts, Interruption interruption) {
        this.target = target;
        this.scripts = scripts;
        this.interruption = interruption;
    }

    /**
     * Applies what is pending, each migration in a transaction of its own.
     *
     * @throws LockedOut when another one held a lock; nothing of that migration remains
     * @throws StartFailure 65 when the history is not this build's, 70 when a migration failed
     */
    public void run() throws LockedOut {
        try {
            flyway().migrate();
        } catch (FlywayException e) {
            interruption.check();
            throw failure(e);
        } finally {
            interruption.forget();
        }
    }

    private Flyway flyway() {
        var configuration = Flyway.configure(scripts.loader())
                .dataSource(new DirectSource(target, interruption))
                .locations("classpath:" + scripts.folder())
                .callbacks(new StateKeeper())
                .installedBy(SchemaHistory.author(BuildInfo.read()))
                .placeholderReplacement(false)
                .validateOnMigrate(true)
                .validateMigrationNaming(true)
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .skipDefaultCallbacks(true)
                .failOnMissingLocations(true);
        var postgresql = configuration.getConfigurationExtension(PostgreSQLConfigurationExtension.class);
        // a transaction around the lock would keep CREATE INDEX CONCURRENTLY waiting for ever
        postgresql.setTransactionalLock(false);
        if (scripts.neededLevel() > 0) {
            // the folder may hold more than what is to be applied
            configuration.target(Integer.toString(scripts.neededLevel()));
        }
        return configuration.load();
    }

    private RuntimeException failure(FlywayException failure) throws LockedOut {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure ours) {
                return ours;
            }
        }
        var sql = MigrationFailures.sql(failure);
        if (sql.isPresent() && MigrationFailures.isLocked(sql.get())) {
            throw new LockedOut(sql.get());
        }
        if (isMismatch(failure)) {
            return new StartFailure(
                    ExitCode.HISTORY_MISMATCH,
                    MigrationFailures.WHAT,
                    withoutAdvice(MigrationFailures.text(failure)),
                    "a migration is never changed after its release: use the build that applied"
                            + " them, or a database of Colophon's own",
                    failure);
        }
        return sql.flatMap(cause -> MigrationFailures.known(cause, target)).orElseGet(() -> migrationFailed(failure));
    }

    private static boolean isMismatch(FlywayException failure) {
        return failure instanceof FlywayValidateException
                || failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
                || failure.getErrorCode() == CoreErrorCode.VALIDATE_ERROR;
    }

    /** Flyway recommends repair and its shop; both are wrong here. */
    private static String withoutAdvice(String message) {
        return message.lines()
                .takeWhile(line -> !line.startsWith("Either ") && !line.startsWith("Need more"))
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    private static StartFailure migrationFailed(FlywayException failure) {
        String why = MigrationFailures.text(failure);
        if (failure instanceof FlywayMigrateException migration && migration.getMigration() != null) {
            // Flyway's own text repeats the whole script
            why = migration.getMigration().getScript()
                    + ": "
                    + MigrationFailures.sql(failure)
                            .map(MigrationFailures::text)
                            .orElse(why);
        }
        return new StartFailure(
                ExitCode.MIGRATION_FAILED,
                MigrationFailures.WHAT,
                why,
                "earlier migrations stay, this one left nothing unless it says so; report it with" + " this message",
                failure);
    }

    /** Another one holds a lock that a migration needs. */
    public static final class LockedOut extends Exception {
        private static final long serialVersionUID = 1L;

        private final SQLException sql;

        LockedOut(SQLException cause) {
            super(cause);
            sql = cause;
        }

        public SQLException sql() {
            return sql;
        }
    }

    /** Keeps the schema's one row in the same transaction as the migration itself. */
    private final class StateKeeper extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE
                    || event == Event.BEFORE_EACH_MIGRATE_STATEMENT
                    || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            interruption.check();
            Script script = script(context);
            try {
                switch (event) {
                    case BEFORE_EACH_MIGRATE -> target.beforeEach(context.getConnection(), script);
                    case AFTER_EACH_MIGRATE -> finish(context.getConnection(), script);
                    default -> {}
                }
            } catch (SQLException e) {
                throw new FlywayException(script.file() + ": " + MigrationFailures.text(e), e);
            }
        }

        private Script script(Context context) {
            int level = Integer.parseInt(context.getMigrationInfo().getVersion().getVersion());
            return scripts.all().stream()
                    .filter(script -> script.level() == level)
                    .findFirst()
                    .orElseThrow();
        }

        private void finish(Connection connection, Script script) throws SQLException {
            target.afterEach(connection, script);
            long touched = target.session(connection)
                    .execute(
                            RAISE_LEVEL,
                            Parameters.of("level", script.level())
                                    .and("minimum", script.contractMinimum().orElse(0)));
            if (touched != 1) {
                throw new SQLException("schema_state has lost its row");
            }
        }
    }
}
