package dev.colophon.backup.load;

import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.problem.StartFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether rows of an archive fit a schema. */
public final class SameLayout {
    private SameLayout() {}

    /**
     * Compares all tables, before anything is loaded.
     *
     * @throws StartFailure {@code BACKUP_INCOMPATIBLE} naming the first difference
     */
    public static void require(List<TableLayout> archived, List<TableLayout> live) {
        archived.forEach(table -> require(table, live));
        for (TableLayout table : live) {
            if (archived.stream().noneMatch(other -> other.name().equals(table.name()))) {
                throw LoadFailures.incompatible("the archive has no table " + table.name());
            }
        }
    }

    static void require(TableLayout archived, List<TableLayout> live) {
        TableLayout own = live.stream()
                .filter(table -> table.name().equals(archived.name()))
                .findFirst()
                .orElseThrow(() -> LoadFailures.incompatible("the schema has no table " + archived.name()));
        if (!own.equals(archived)) {
            throw LoadFailures.incompatible("table " + archived.name() + " differs: " + difference(archived, own));
        }
    }

    private static String difference(TableLayout archived, TableLayout live) {
        return archived.columns().stream()
                .map(column -> difference(column, live))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> more(archived, live))
                .orElseGet(() -> archived.primaryKey().equals(live.primaryKey())
                        ? "the foreign keys, or the order of the columns"
                        : "the primary key");
    }

    private static Optional<String> difference(ColumnLayout archived, TableLayout live) {
        Optional<ColumnLayout> own = column(live, archived.name());
        if (own.isEmpty()) {
            return Optional.of("the schema has no column " + archived.name());
        }
        return own.filter(column -> !Objects.equals(column, archived))
                .map(column -> "column " + archived.name() + " is " + shown(archived) + " in the archive and "
                        + shown(column) + " in the schema");
    }

    private static Optional<String> more(TableLayout archived, TableLayout live) {
        return live.columns().stream()
                .filter(column -> column(archived, column.name()).isEmpty())
                .map(column -> "the archive has no column " + column.name())
                .findFirst();
    }

    private static Optional<ColumnLayout> column(TableLayout table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    private static String shown(ColumnLayout column) {
        return column.kind() + (column.nullable() ? " or null" : "");
    }
}
