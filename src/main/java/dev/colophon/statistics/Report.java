package dev.colophon.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.colophon.shelf.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a year, or all time, comes to.
 *
 * @param year null for all time
 * @param total of all reads that are counted here
 * @param undated finished reads whose day nobody knows; in all time only, for they belong to no year
 * @param parts the months of a year, or the years; every one from the first to the last, empty ones too
 * @param ratings from the best down
 * @param statuses how many books of the whole shelf have each, whatever the year; empty for whoever sees only a part
 * @param averageRating of the books that are rated, in stars; null when none is
 */
public record Report(
        @Nullable Integer year,
        Sum total,
        long undated,
        List<Part> parts,
        List<Count> ratings,
        @Nullable BigDecimal averageRating,
        List<Count> formats,
        List<Count> authors,
        List<Count> tags,
        List<Count> languages,
        List<Count> decades,
        @Nullable BookLength longest,
        @Nullable BookLength shortest,
        @Nullable Days days,
        Streak streak,
        Map<Status, Long> statuses) {

    /**
     * Reads added up.
     *
     * @param reads a book that was read twice counts twice
     * @param books the same book once
     * @param withoutLength reads that add neither pages nor minutes, for nobody knows how long they were
     */
    public record Sum(long reads, long books, long pages, long minutes, long withoutLength) {}

    /** A month of a year, 1 to 12, or a year. */
    public record Part(int number, Sum sum) {}

    /**
     * How many reads have something in common.
     *
     * @param name as people call it
     */
    public record Count(String name, long reads) {}

    /** A book with its pages. */
    public record BookLength(UUID entry, String title, int pages) {}

    /**
     * From the first day to the last, both counted, of reads that have both.
     *
     * @param average rounded to a tenth
     */
    public record Days(long reads, BigDecimal average, long least, long most) {}

    /**
     * Days one after the other on which progress was noted.
     *
     * @param current up to today or yesterday; only for this year and all time
     */
    public record Streak(
            long days,
            long longest,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long current) {}
}
