package dev.colophon.backup.schema;

import dev.colophon.backup.format.ColumnKind;
import dev.colophon.database.Row;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column as the catalogue tells it.
 *
 * @param type as the database names it
 * @param required whether null is refused
 * @param computed whether the database makes its values
 * @param keyPlace its place in the primary key from 1, or 0
 * @param definition the statement that made the table (SQLite)
 */
public record LiveColumn(
        String table, String name, String type, boolean required, boolean computed, int keyPlace, String definition) {
    public static final String DATE = "date";
    public static final String INSTANT = "timestamp with time zone";

    private static final Map<String, ColumnKind> POSTGRESQL = Map.of(
            "uuid",
            ColumnKind.TEXT,
            "text",
            ColumnKind.TEXT,
            DATE,
            ColumnKind.TEXT,
            INSTANT,
            ColumnKind.TEXT,
            "bigint",
            ColumnKind.INTEGER,
            "boolean",
            ColumnKind.BOOLEAN,
            "bytea",
            ColumnKind.BYTES);

    private static final Map<String, ColumnKind> SQLITE =
            Map.of("TEXT", ColumnKind.TEXT, "INTEGER", ColumnKind.INTEGER, "BLOB", ColumnKind.BYTES);

    static LiveColumn of(Row row) {
        return new LiveColumn(
                row.text("table_name"),
                row.text("column_name"),
                row.text("type"),
                row.bool("required"),
                row.bool("computed"),
                row.integer("key_place"),
                row.text("definition"));
    }

    /** Empty when no archive can hold it. */
    Optional<ColumnKind> kind(Engine engine) {
        if (computed) {
            return Optional.empty();
        }
        return switch (engine) {
            case POSTGRESQL -> Optional.ofNullable(POSTGRESQL.get(type));
            case SQLITE -> Optional.ofNullable(isBoolean() ? ColumnKind.BOOLEAN : SQLITE.get(type));
        };
    }

    /** Whether PostgreSQL stores more in it than the canonical form can tell. */
    public boolean isTime() {
        return type.equals(DATE) || type.equals(INSTANT);
    }

    /** SQLite has no booleans: they are integers with {@code CHECK (name IN (0, 1))}. */
    private boolean isBoolean() {
        return type.equals("INTEGER")
                && Pattern.compile("(?i)\\b" + Pattern.quote(name) + "\"?\\s+IN\\s*\\(\\s*0\\s*,\\s*1\\s*\\)")
                        .matcher(definition)
                        .find();
    }
}
