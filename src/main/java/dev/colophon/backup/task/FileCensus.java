package dev.colophon.backup.task;

import dev.colophon.backup.codec.BlobRow;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.ManagedTables;
import dev.colophon.backup.schema.Quoted;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.media.Folder;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of readers, held against the rows that name them.
 *
 * @param files how many rows name one
 * @param missing the files that rows refer to and that are not there, or not in their size, by name
 * @param strays how many are there that no row names: left by a restore, or by a removal that was interrupted
 */
public record FileCensus(long files, List<String> missing, long strays, long strayBytes) {
    private static final int MOST_NAMED = 5;

    /**
     * Counts.
     *
     * @throws dev.colophon.problem.StartFailure when the database or the store does not answer
     */
    public static FileCensus of(DatabaseSettings settings, BlobStore store) {
        return TaskFailures.translated("count the files", () -> {
            MigrationTarget place = MigrationTargets.of(settings);
            try (Connection connection = place.open()) {
                List<TableLayout> tables =
                        ManagedTables.read(connection, settings.engine()).tables();
                return tables.stream().anyMatch(BlobRow::isIn)
                        ? of(connection, tables, store)
                        : new FileCensus(0, List.of(), 0, 0);
            }
        });
    }

    private static FileCensus of(Connection connection, List<TableLayout> tables, BlobStore store) throws SQLException {
        Map<String, Long> used = new TreeMap<>();
        Set<String> unused = new HashSet<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(select(tables))) {
            while (row.next()) {
                if (row.getBoolean(3)) {
                    used.put(row.getString(1), row.getLong(2));
                } else {
                    unused.add(row.getString(1));
                }
            }
        }
        return held(used, unused, store);
    }

    /** The rows were read first: one that is referred to has its bytes. */
    private static FileCensus held(Map<String, Long> used, Set<String> unused, BlobStore store) {
        Map<String, Long> missing = new TreeMap<>(used);
        long strays = 0;
        long strayBytes = 0;
        for (Folder folder : Folder.values()) {
            for (StoredBlob blob : store.list(folder.prefix())) {
                missing.remove(blob.name(), blob.bytes());
                if (!used.containsKey(blob.name()) && !unused.contains(blob.name())) {
                    strays++;
                    strayBytes += blob.bytes();
                }
            }
        }
        return new FileCensus(used.size() + unused.size(), List.copyOf(missing.keySet()), strays, strayBytes);
    }

    /** The name and size of each file, and whether a row refers to it. */
    private static String select(List<TableLayout> tables) {
        StringBuilder used = new StringBuilder();
        for (TableLayout table : tables) {
            for (int column : BlobRow.references(table)) {
                used.append(used.isEmpty() ? "" : " OR ")
                        .append("EXISTS (SELECT 1 FROM ")
                        .append(Quoted.name(table.name()))
                        .append(" WHERE ")
                        .append(Quoted.name(table.columns().get(column).name()))
                        .append(" = file.name)");
            }
        }
        String isUsed = used.isEmpty() ? "FALSE" : used.toString();
        return "SELECT file.name, file.size_bytes, " + isUsed + " AS used FROM " + BlobRow.TABLE + " file";
    }

    public boolean isSound() {
        return missing.isEmpty();
    }

    /** For people, without a final dot. */
    public String sentence() {
        String sentence = files + " files";
        if (!missing.isEmpty()) {
            String more = missing.size() > MOST_NAMED ? " and more" : "";
            sentence += ", " + missing.size() + " MISSING: "
                    + String.join(", ", missing.stream().limit(MOST_NAMED).toList()) + more;
        }
        return strays == 0 ? sentence : sentence + "; " + strays + " that no row names, " + strayBytes + " bytes";
    }
}
