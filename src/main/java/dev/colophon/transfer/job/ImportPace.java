package dev.colophon.transfer.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast an import is and how long it will still take, if it goes on as it went so far.
 *
 * @param rowsPerSecond on the average, so that it does not jump
 */
public record ImportPace(double rowsPerSecond, Duration left) {
    /** Before, a single batch would decide. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final int IN_SECONDS = 90;
    private static final int IN_MINUTES = 90;

    /**
     * @param done rows in that time
     * @param open rows that are left
     * @return empty as long as nothing can be said
     */
    public static Optional<ImportPace> of(int done, int open, Duration time) {
        if (done <= 0 || time.compareTo(LEAST) < 0) {
            return Optional.empty();
        }
        double rate = done * 1_000.0 / time.toMillis();
        return Optional.of(new ImportPace(rate, Duration.ofSeconds((long) Math.ceil(open / rate))));
    }

    /** {@code 5120 rows a second, about 12 s left}. */
    public String text() {
        String rate = rowsPerSecond < 10
                ? String.format(Locale.ROOT, "%.1f", rowsPerSecond)
                : String.valueOf(Math.round(rowsPerSecond));
        return rate + " rows a second, about " + rest() + " left";
    }

    private String rest() {
        if (left.toSeconds() <= IN_SECONDS) {
            return left.toSeconds() + " s";
        }
        return left.toMinutes() <= IN_MINUTES ? left.toMinutes() + " min" : left.toHours() + " h";
    }
}
