package dev.colophon.database;

import dev.colophon.settings.DatabaseSettings;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;

import javax.sql.DataSource;

/** Everything in which the two databases differ for this room. */
sealed interface Dialect permits PostgresqlDialect, SqliteDialect {

    static Dialect of(DatabaseSettings settings) {
        return switch (settings.engine()) {
            case POSTGRESQL -> new PostgresqlDialect(settings);
            case SQLITE -> new SqliteDialect(settings);
        };
    }

    /** The text of a statement for this database. */
    String sql(Statement statement);

    /** A value as the driver wants it. */
    @Nullable Object parameter(@Nullable Object value);

    /** What a failure means. */
    Trouble trouble(SQLException failure);

    /** Opens the pools; the reader's and the writer's may be one. */
    Lane openReader();

    /** The lane for transactions. */
    Lane openWriter(Lane reader);

    /** Unpooled connections that may change the schema, without a limit for statements. */
    DataSource migrator();

    /** Refuses a server or library that is too old or wrongly set up. */
    void requireSupported(Connection connection) throws SQLException;

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
