package dev.colophon.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * How much data there is: so many books, a hundredth as many readers, and three entries and ten reads to a book. Two
 * readers are the same at every size where they can be: a typical one with 300 entries, and a heavy one.
 */
record ScaleSize(int books) {
    static final int FULL_BOOKS = 1_000_000;

    /** By their numbers. */
    static final int HEAVY = 0;

    static final int TYPICAL = 1;
    static final int ADMIN = 2;

    private static final int HEAVY_ENTRIES = 20_000;
    private static final int TYPICAL_ENTRIES = 300;
    private static final Instant FIRST = Instant.parse("2012-01-01T00:00:00Z");
    private static final int DAYS = 5_000;

    static ScaleSize part(int divisor) {
        return new ScaleSize(FULL_BOOKS / divisor);
    }

    int readers() {
        return books / 100;
    }

    int authors() {
        return books * 3 / 10;
    }

    int series() {
        return books / 40;
    }

    /** Of most readers 150 to 400, of few thousands; 300 on average. */
    int entries(int reader) {
        return switch (reader) {
            case HEAVY -> Math.min(HEAVY_ENTRIES, books * 9 / 10);
            case TYPICAL -> TYPICAL_ENTRIES;
            default -> (int) Math.min(books / 2, 150 * Math.sqrt((double) readers() / (reader - 1)));
        };
    }

    static String username(int reader) {
        return switch (reader) {
            case HEAVY -> "heavy";
            case TYPICAL -> "typical";
            case ADMIN -> "admin";
            default -> "reader" + reader;
        };
    }

    /** Grows with the number, as the program's UUIDv7 do with time. */
    static UUID id(char kind, long number) {
        long random = ScaleText.mix(kind, number);
        long millis = FIRST.toEpochMilli() + number * 40;
        return new UUID(millis << 16 | 0x7000 | kind, 0x8000_0000_0000_0000L | random >>> 2);
    }

    /** The day of a reader's entry, from 0; they come one after the other over the years. */
    int day(int reader, int entry) {
        return (int) ((entry + ScaleText.unit('d', entry)) * DAYS / (entries(reader) + 1));
    }

    static Instant at(int day, long second) {
        return FIRST.plus(day, ChronoUnit.DAYS).plusSeconds(Math.floorMod(second, 86_400));
    }
}
