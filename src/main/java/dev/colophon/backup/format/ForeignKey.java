package dev.colophon.backup.format;

import java.util.List;

/** Columns whose values, unless one is null, are those of a row of another table. */
public record ForeignKey(List<String> columns, String table, List<String> referenced) {}
