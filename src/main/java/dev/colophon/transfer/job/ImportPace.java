package dev.colophon.transfer.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How fast an import is and how long it will still take, if it goes on as it went so far.
 *
 * @param rowsPerSecond on the average, so that it does not jump
 */
public record ImportPace(double rowsPerSecond, Duration left) {
    /** Before, a single batch would decide. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final int SLOW = 10;
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

    /** {@code 5120 rows a second, about 12 s left}, as the command line says it. */
    public String text() {
        return rate() + " rows a second, about " + amount() + " " + symbol() + " left";
    }

    /** Rows a second as people read it: slow ones with one digit behind the point. */
    public Number rate() {
        if (rowsPerSecond < SLOW) {
            return Math.round(rowsPerSecond * 10) / 10.0;
        }
        return Math.round(rowsPerSecond);
    }

    /** In what {@link #amount} is told: seconds, minutes or hours. */
    public TimeUnit unit() {
        if (left.toSeconds() <= IN_SECONDS) {
            return TimeUnit.SECONDS;
        }
        return left.toMinutes() <= IN_MINUTES ? TimeUnit.MINUTES : TimeUnit.HOURS;
    }

    /** How long it will still take. */
    public long amount() {
        return unit().convert(left);
    }

    private String symbol() {
        return switch (unit()) {
            case SECONDS -> "s";
            case MINUTES -> "min";
            default -> "h";
        };
    }
}
