package dev.colophon.backup.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for any header, so that whoever reads one can rely on it. */
public final class HeaderRules {
    /** The number of a table has three digits in the names of entries. */
    private static final int MAX_TABLES = 1000;

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private HeaderRules() {}

    /** What is wrong with a header, as the end of a sentence about it, or null. */
    public static @Nullable String broken(ArchiveHeader header) {
        if (hasNull(header)) {
            return "lacks a field";
        }
        if (header.sequence() < 0
                || header.schemaLevel() < 0
                || header.createdAt().getEpochSecond() < 0) {
            return "has a number or a time that cannot be";
        }
        if (header.tables().size() > MAX_TABLES || !ascending(names(header.tables()))) {
            return "has too many tables, or not in the order of names";
        }
        Map<String, TableLayout> tables = new HashMap<>();
        header.tables().forEach(table -> tables.put(table.name(), table));
        for (TableLayout table : header.tables()) {
            if (!holds(table, tables)) {
                return "has a table whose columns or keys do not fit";
            }
        }
        return null;
    }

    private static boolean hasNull(ArchiveHeader header) {
        return lacks(
                        header.id(),
                        header.installation(),
                        header.kind(),
                        header.createdAt(),
                        header.release(),
                        header.engine(),
                        header.keyFingerprint(),
                        header.tables())
                || header.tables().stream().anyMatch(HeaderRules::hasNull);
    }

    private static boolean hasNull(TableLayout table) {
        return lacks(table)
                || lacks(table.name(), table.columns(), table.primaryKey(), table.foreignKeys())
                || table.columns().stream().anyMatch(column -> lacks(column) || lacks(column.name(), column.kind()))
                || table.foreignKeys().stream()
                        .anyMatch(key -> lacks(key) || lacks(key.columns(), key.table(), key.referenced()));
    }

    /** JSON can leave out what no constructor of ours does. */
    private static boolean lacks(Object... parts) {
        return Stream.of(parts).anyMatch(Objects::isNull);
    }

    private static boolean holds(TableLayout table, Map<String, TableLayout> tables) {
        List<String> columns = table.columns().stream().map(ColumnLayout::name).toList();
        return !columns.isEmpty()
                && ascending(columns)
                && !table.primaryKey().isEmpty()
                && among(table.primaryKey(), columns)
                && table.foreignKeys().stream().allMatch(key -> holds(key, columns, tables));
    }

    private static boolean holds(ForeignKey key, List<String> columns, Map<String, TableLayout> tables) {
        TableLayout referenced = tables.get(key.table());
        return referenced != null
                && !key.columns().isEmpty()
                && key.columns().size() == key.referenced().size()
                && among(key.columns(), columns)
                && among(
                        key.referenced(),
                        referenced.columns().stream().map(ColumnLayout::name).toList());
    }

    private static boolean among(List<String> names, List<String> columns) {
        return new HashSet<>(names).size() == names.size() && columns.containsAll(names);
    }

    private static List<String> names(List<TableLayout> tables) {
        return tables.stream().map(TableLayout::name).toList();
    }

    /** Names of the plain form, each once and in order. */
    private static boolean ascending(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!NAME.matcher(names.get(i)).matches()
                    || (i > 0 && names.get(i - 1).compareTo(names.get(i)) >= 0)) {
                return false;
            }
        }
        return true;
    }
}
