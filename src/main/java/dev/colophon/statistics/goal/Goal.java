package dev.colophon.statistics.goal;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.text.FieldRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much a reader means to read in a year; a year has at most one of each metric. */
public record Goal(int year, Metric metric, int target) {
    public static final int FIRST_YEAR = 1900;
    public static final int LAST_YEAR = 2999;
    public static final int MOST = 10_000_000;

    static final Columns COLUMNS = Columns.of("year", "metric", "target");

    /**
     * From what somebody says.
     *
     * @param pointer of the target
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public static Goal of(int year, Metric metric, String pointer, @Nullable Integer target) {
        var rules = new FieldRules();
        rules.range("year", year, FIRST_YEAR, LAST_YEAR);
        rules.range(pointer, target, 1, MOST);
        if (target == null) {
            rules.refuse(pointer, "required", "A goal has a number.");
        }
        rules.done();
        return new Goal(year, metric, Objects.requireNonNull(target));
    }

    static Goal of(Row row) {
        return new Goal(row.integer("year"), row.constant("metric", Metric.class), row.integer("target"));
    }

    /** Where it stands in a list: the latest year first. */
    List<String> place() {
        return List.of(String.valueOf(year), metric.name());
    }
}
