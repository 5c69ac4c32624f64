package dev.colophon.database;

import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.Probe;
import dev.colophon.database.connection.Trouble;
import dev.colophon.database.postgresql.PostgresqlDialect;
import dev.colophon.database.sqlite.SqliteDialect;
import dev.colophon.settings.DatabaseSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Everything in which the two databases differ for this room. */
public interface Dialect {

    static Dialect of(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlDialect(settings);
            case SQLITE -> new SqliteDialect(settings);
        };
    }

    /** The text of a statement for this database. */
    NamedSql sql(Statement statement);

    /** A value as the driver wants it. */
    @Nullable
    Object parameter(@Nullable Object value);

    /** A point in time, as the column of a row holds it. */
    @Nullable
    Instant instant(ResultSet row, String column) throws SQLException;

    /** A day, as the column of a row holds it. */
    @Nullable
    LocalDate date(ResultSet row, String column) throws SQLException;

    /** What a failure means. */
    Trouble trouble(SQLException failure);

    /** Opens the pools; the reader's and the writer's may be one. */
    Lane openReader();

    /** The lane for transactions. */
    Lane openWriter(Lane reader);

    /** Unpooled connections that may change the schema, without a limit for statements. */
    DataSource migrator();

    /** Makes sure, before the pools are opened, that there is something to open. */
    void prepare();

    /** Looks whether the database is still there. */
    Probe probe();

    /** Marks this process as the serving one where only one may serve. */
    AutoCloseable holdInstanceLock();

    /** Writes a consistent copy to a file that does not exist yet, where that is possible. */
    void copyTo(Path target);

    /** Product and version, size, tables and integrity; the pools are added by the caller. */
    DatabaseReport report(Connection connection) throws SQLException;

    /** Ends statements that run longer than they may, if the server does not do so by itself. */
    void endOverdue(Lane lane);

    /** Conversions that both databases share; whatever else is our own mistake. */
    static @Nullable Object common(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case Boolean truth -> truth;
            case byte[] bytes -> bytes;
            case UUID uuid -> uuid.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Object other ->
                throw new IllegalArgumentException(
                        "a parameter cannot be a " + other.getClass().getName());
        };
    }
}
