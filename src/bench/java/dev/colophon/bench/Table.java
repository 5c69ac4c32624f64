package dev.colophon.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints figures as Markdown rows and takes medians. */
final class Table {
    private Table() {}

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String range(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return number(median(values)) + " (" + number(sorted[0]) + "–" + number(sorted[sorted.length - 1]) + ")";
    }

    static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    static void head(String... cells) {
        row(cells);
        System.out.println("|" + "---|".repeat(cells.length));
    }

    static void row(String... cells) {
        System.out.println("| " + String.join(" | ", Arrays.asList(cells)) + " |");
    }
}
