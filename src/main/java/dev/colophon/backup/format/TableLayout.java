package dev.colophon.backup.format;

import java.util.List;

/**
 * One archived table. Its rows are ordered by the primary key, texts byte by byte and numbers by value.
 *
 * @param columns in the order of the canonical stream, which is by name
 * @param foreignKeys ordered by their columns
 */
public record TableLayout(
        String name, List<ColumnLayout> columns, List<String> primaryKey, List<ForeignKey> foreignKeys) {}
