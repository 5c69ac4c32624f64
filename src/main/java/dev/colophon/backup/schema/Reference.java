package dev.colophon.backup.schema;

import dev.colophon.database.Row;

/**
 * One column of a foreign key.
 *
 * @param key tells apart the keys of one table
 */
record Reference(String table, String key, String column, String target, String targetColumn) {
    static Reference of(Row row) {
        return new Reference(
                row.text("table_name"),
                row.text("key_id"),
                row.text("column_name"),
                row.text("target"),
                row.text("target_column"));
    }
}
