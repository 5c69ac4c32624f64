package dev.colophon.shelf;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands with a book and the reads that led there. One rule holds always: there is
 * an open read, and only one, exactly while the status is reading or paused. Changes return a new
 * standing.
 */
public record Standing(Status status, List<Read> reads) {
    public static final int MAX_READS = 1_000;

    public Standing {
        reads = reads.stream().sorted(Read.OLDEST_FIRST).toList();
        long open = reads.stream().filter(Read::isOpen).count();
        if (open != (isUnderWay(status) ? 1 : 0)) {
            throw new IllegalStateException(open + " open reads with status " + status);
        }
    }

    /** A book that was just put on the shelf. */
    static Standing fresh() {
        return new Standing(Status.WANT, List.of());
    }

    public static boolean isUnderWay(Status status) {
        return status == Status.READING || status == Status.PAUSED;
    }

    /** The read that is under way. */
    public Optional<Read> open() {
        return reads.stream().filter(Read::isOpen).findFirst();
    }

    public Optional<Read> read(UUID id) {
        return reads.stream().filter(read -> read.id().equals(id)).findFirst();
    }

    /**
     * Changes the status and what follows from it: reading opens a read, read and dnf close it (or
     * note one that was never opened), want gives up the open one. The same status changes nothing.
     *
     * @param on the day of the change, null if nobody knows
     */
    public Standing moveTo(Status next, @Nullable LocalDate on) {
        if (next == status) {
            return this;
        }
        return switch (next) {
            case WANT -> new Standing(next, closedReads());
            case READING -> open().isPresent() ? at(next) : plus(next, on);
            case PAUSED -> open().isPresent() ? at(next) : plus(next, null);
            case READ -> closed(next, Outcome.FINISHED, on);
            case DNF -> closed(next, Outcome.DNF, on);
        };
    }

    /** The same with the book being read: opens a read unless one is open, and ends a pause. */
    public Standing goingOn(LocalDate on) {
        return moveTo(Status.READING, on);
    }

    /**
     * Adds a read; an open one makes the status reading.
     *
     * @throws Problem when it is open and another one is too
     */
    public Standing with(Read read) {
        List<Read> changed = new ArrayList<>(reads);
        changed.add(read);
        return settled(changed);
    }

    /** Replaces the read with the same id. */
    public Standing replacing(Read read) {
        return settled(reads.stream()
                .map(old -> old.id().equals(read.id()) ? read : old)
                .toList());
    }

    /** Removes a read. Without its open read a book is what the newest closed read left it. */
    public Standing without(UUID readId) {
        return settled(reads.stream().filter(read -> !read.id().equals(readId)).toList());
    }

    private Standing settled(List<Read> changed) {
        long open = changed.stream().filter(Read::isOpen).count();
        if (open > 1) {
            throw Problem.conflict("read_open", "Another read of this book is open; close that one first.");
        }
        if (open == 1) {
            return new Standing(isUnderWay(status) ? status : Status.READING, changed);
        }
        return new Standing(isUnderWay(status) ? leftAt(changed) : status, changed);
    }

    private static Status leftAt(List<Read> closed) {
        return closed.stream()
                .max(Read.OLDEST_FIRST)
                .map(read -> read.outcome() == Outcome.DNF ? Status.DNF : Status.READ)
                .orElse(Status.WANT);
    }

    private List<Read> closedReads() {
        return reads.stream().filter(read -> !read.isOpen()).toList();
    }

    private Standing at(Status next) {
        return new Standing(next, reads);
    }

    private Standing plus(Status next, @Nullable LocalDate startedOn) {
        List<Read> more = new ArrayList<>(reads);
        more.add(Read.opened(startedOn, Read.Source.MANUAL));
        return new Standing(next, more);
    }

    private Standing closed(Status next, Outcome how, @Nullable LocalDate on) {
        List<Read> changed = new ArrayList<>(closedReads());
        Read read = open().orElseGet(() -> Read.opened(null, Read.Source.MANUAL));
        changed.add(read.closed(how, on));
        return new Standing(next, changed);
    }
}
