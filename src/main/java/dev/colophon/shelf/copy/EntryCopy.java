package dev.colophon.shelf.copy;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Read.Source;
import dev.colophon.shelf.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line about an entry in an export.
 *
 * @param book the key of its book
 * @param tags ordered by their keys
 * @param reads oldest first
 * @param reviewedAt when the review was written; null without one
 */
public record EntryCopy(
        UUID book,
        Status status,
        EntryFacts facts,
        List<TagCopy> tags,
        List<ReadCopy> reads,
        @Nullable Instant reviewedAt,
        Instant statusChangedAt) {

    public EntryCopy {
        Objects.requireNonNull(book);
        Objects.requireNonNull(status);
        Objects.requireNonNull(facts);
        Objects.requireNonNull(statusChangedAt);
        tags = List.copyOf(tags);
        reads = List.copyOf(reads);
    }

    /**
     * A tag of the entry.
     *
     * @param position the place inside the tag's list, if some source knew one
     */
    public record TagCopy(String name, @Nullable Integer position) {}

    /** One reading; open without an outcome. */
    public record ReadCopy(
            @Nullable LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Outcome outcome,
            Source source) {

        public ReadCopy {
            Objects.requireNonNull(source);
        }

        /** Whether a read has the same days and outcome, whoever noted it. */
        boolean isOf(Read read) {
            return saysTheSame(of(read));
        }

        /** The same of two copies. */
        public boolean saysTheSame(ReadCopy other) {
            return Objects.equals(startedOn, other.startedOn)
                    && Objects.equals(finishedOn, other.finishedOn)
                    && outcome == other.outcome;
        }

        public static ReadCopy of(Read read) {
            return new ReadCopy(read.startedOn(), read.finishedOn(), read.outcome(), read.source());
        }
    }
}
