package dev.colophon.library;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/**
 * What a reader says about a book of theirs. Dates are calendar days and never invented: unknown is
 * null.
 *
 * @param rating quarter stars, 1 to 20
 * @param tags in the reader's order
 * @param reads oldest first; an open read has no outcome
 */
public record ShelfDraft(
        Status status,
        @Nullable Format format,
        Ownership ownership,
        int copies,
        @Nullable Integer rating,
        @Nullable String review,
        boolean reviewSpoiler,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn,
        List<Tag> tags,
        List<Read> reads) {

    /**
     * @param position place inside the tag's list, if the source knows it
     */
    public record Tag(String name, @Nullable Integer position) {}

    /**
     * @param outcome null while the read is open
     */
    public record Read(
            @Nullable LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Outcome outcome) {}

    /** How a read ended. */
    public enum Outcome {
        FINISHED,
        DNF
    }
}
