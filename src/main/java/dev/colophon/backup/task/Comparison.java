package dev.colophon.backup.task;

import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.settings.DatabaseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares two databases, of either kind, table by table. */
public final class Comparison {
    private Comparison() {}

    /**
     * One table in both.
     *
     * @param first null when the first database has no such table
     */
    public record Line(
            String table,
            @Nullable TableTotal first,
            @Nullable TableTotal second) {
        public boolean isEqual() {
            return Objects.equals(first, second);
        }
    }

    /** Every table of either, by name. */
    public static List<Line> of(DatabaseSettings first, DatabaseSettings second, Path scratch) {
        return TaskFailures.translated("compare the databases", () -> {
            Map<String, TableTotal> ones = totals(first, scratch);
            Map<String, TableTotal> others = totals(second, scratch);
            var names = new TreeMap<>(ones);
            names.putAll(others);
            List<Line> lines = new ArrayList<>();
            names.keySet().forEach(name -> lines.add(new Line(name, ones.get(name), others.get(name))));
            return lines;
        });
    }

    private static Map<String, TableTotal> totals(DatabaseSettings settings, Path scratch) throws Exception {
        var totals = new TreeMap<String, TableTotal>();
        try (Snapshot snapshot = Snapshots.of(settings, scratch)) {
            Snapshots.totals(snapshot).forEach(total -> totals.put(total.table(), total));
        }
        return totals;
    }
}
