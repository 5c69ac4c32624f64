package dev.colophon.shelf.intake;

import dev.colophon.database.Ids;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Makes a standing of a draft, and puts what it adds into the one that a reader has. */
final class StandingMerge {
    private StandingMerge() {}

    /** The standing that a draft means; where it contradicts itself the status counts. */
    static Standing standing(ShelfDraft draft, List<String> notes) {
        List<Read> closed = new ArrayList<>();
        List<Read> open = new ArrayList<>();
        for (ShelfDraft.Read given : draft.reads()) {
            Read read = read(given, draft.status(), notes);
            (read.isOpen() ? open : closed).add(read);
        }
        if (open.size() > 1) {
            notes.add("Only one read can be open; of several the last was kept.");
        }
        Read last = open.isEmpty() ? null : open.getLast();
        switch (draft.status()) {
            case READING, PAUSED -> closed.add(last != null ? last : Read.opened(null, Read.Source.IMPORT));
            case READ -> close(closed, last, Outcome.FINISHED);
            case DNF -> close(closed, last, Outcome.DNF);
            case WANT -> {
                if (last != null) {
                    notes.add("A book that is wanted cannot have an open read; it was left out.");
                }
            }
        }
        return new Standing(draft.status(), closed);
    }

    private static void close(List<Read> reads, @Nullable Read open, Outcome how) {
        if (open != null) {
            reads.add(open.closed(how, null));
        }
    }

    private static Read read(ShelfDraft.Read given, Status status, List<String> notes) {
        LocalDate start = given.startedOn();
        LocalDate end = given.finishedOn();
        if (start != null && end != null && end.isBefore(start)) {
            notes.add("A read was finished before it was started; its start was left out.");
            start = null;
        }
        Outcome outcome = given.outcome();
        if (outcome == null && end != null) {
            outcome = status == Status.DNF ? Outcome.DNF : Outcome.FINISHED;
        }
        return new Read(Ids.next(), start, end, outcome, Read.Source.IMPORT);
    }

    /**
     * What a reader has with the gaps filled. The status moves only forward (want, then reading or
     * paused, then read or dnf), and only until a read was ever closed. A closed read of the draft
     * that is none of the reader's is added only when the draft knows of more reads than the reader
     * has, for otherwise it is one of those with another date. A filled gap can make another read
     * fit, so this goes on until nothing fits any more, and a second import finds nothing to do.
     */
    static Standing merge(Standing own, Standing given, List<String> notes) {
        Standing merged = own;
        List<String> latest = new ArrayList<>();
        while (true) {
            latest.clear();
            Standing next = mergeOnce(merged, given, latest);
            if (next.equals(merged)) {
                notes.addAll(latest);
                return merged;
            }
            merged = next;
        }
    }

    private static Standing mergeOnce(Standing own, Standing given, List<String> notes) {
        Standing moved = movedForward(own, given, notes);
        List<Read> reads = new ArrayList<>(moved.reads());
        fillStart(reads, given);
        List<Read> missing = new ArrayList<>(closed(given.reads()));
        List<Read> unmatched = new ArrayList<>(closed(moved.reads()));
        match(missing, unmatched, reads, StandingMerge::isSame);
        match(missing, unmatched, reads, StandingMerge::isCompatible);
        int room = closed(given.reads()).size() - closed(moved.reads()).size();
        for (Read read : missing) {
            if (room-- > 0) {
                reads.add(read);
            } else {
                notes.add("A read has other dates here; what is here was kept.");
            }
        }
        return new Standing(moved.status(), reads);
    }

    private static Standing movedForward(Standing own, Standing given, List<String> notes) {
        if (rank(given.status()) <= rank(own.status()) || !closed(own.reads()).isEmpty()) {
            return own;
        }
        if (Standing.isUnderWay(given.status())) {
            return new Standing(given.status(), given.open().stream().toList());
        }
        Read open = own.open().orElse(null);
        if (open == null) {
            return new Standing(given.status(), List.of());
        }
        List<Read> ends = closed(given.reads());
        LocalDate end = ends.isEmpty() ? null : ends.getLast().finishedOn();
        LocalDate start = open.startedOn();
        if (start != null && end != null && end.isBefore(start)) {
            notes.add("The read under way was started after the one in the file had ended.");
            return own;
        }
        Outcome how = given.status() == Status.DNF ? Outcome.DNF : Outcome.FINISHED;
        return new Standing(given.status(), List.of(open.closed(how, end)));
    }

    private static int rank(Status status) {
        return switch (status) {
            case WANT -> 0;
            case READING, PAUSED -> 1;
            case READ, DNF -> 2;
        };
    }

    private static void fillStart(List<Read> reads, Standing given) {
        LocalDate start = given.open().map(Read::startedOn).orElse(null);
        reads.replaceAll(read -> read.isOpen() && read.startedOn() == null
                ? new Read(read.id(), start, null, null, read.source())
                : read);
    }

    private static void match(List<Read> missing, List<Read> unmatched, List<Read> reads, BiPredicate<Read, Read> is) {
        for (Read wanted : List.copyOf(missing)) {
            Read own = unmatched.stream()
                    .filter(read -> is.test(read, wanted))
                    .findFirst()
                    .orElse(null);
            if (own != null) {
                missing.remove(wanted);
                unmatched.remove(own);
                reads.replaceAll(read -> read.id().equals(own.id()) ? filled(own, wanted) : read);
            }
        }
    }

    private static boolean isSame(Read own, Read wanted) {
        return own.outcome() == wanted.outcome()
                && Objects.equals(own.startedOn(), wanted.startedOn())
                && Objects.equals(own.finishedOn(), wanted.finishedOn());
    }

    private static boolean isCompatible(Read own, Read wanted) {
        LocalDate start = first(own.startedOn(), wanted.startedOn());
        LocalDate end = first(own.finishedOn(), wanted.finishedOn());
        return own.outcome() == wanted.outcome()
                && fits(own.startedOn(), wanted.startedOn())
                && fits(own.finishedOn(), wanted.finishedOn())
                && (start == null || end == null || !end.isBefore(start));
    }

    private static boolean fits(@Nullable LocalDate own, @Nullable LocalDate wanted) {
        return own == null || wanted == null || own.equals(wanted);
    }

    private static Read filled(Read own, Read wanted) {
        return new Read(
                own.id(),
                first(own.startedOn(), wanted.startedOn()),
                first(own.finishedOn(), wanted.finishedOn()),
                own.outcome(),
                own.source());
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T wanted) {
        return own != null ? own : wanted;
    }

    private static List<Read> closed(List<Read> reads) {
        return reads.stream().filter(read -> !read.isOpen()).toList();
    }
}
