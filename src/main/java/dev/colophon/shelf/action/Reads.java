package dev.colophon.shelf.action;

import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands with a book and the reads that led there. Whoever is not the owner of an
 * entry gets NOT_FOUND, as for an entry that does not exist.
 */
public final class Reads {
    private final Shelf shelf;

    public Reads(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Changes the status and what follows from it for the reads. */
    public EntryView changeStatus(UUID userId, UUID id, OptionalLong version, Status status, Day on) {
        return shelf.change(
                userId,
                id,
                version,
                (session, entry) -> shelf.restand(
                        session,
                        entry,
                        old -> old.moveTo(
                                status,
                                on.resolve(
                                        shelf.today(session, userId),
                                        start(old.open().orElse(null))))));
    }

    private static @Nullable LocalDate start(@Nullable Read open) {
        return open == null ? null : open.startedOn();
    }

    /** Adds a read; an open one makes the status reading. */
    public Read add(UUID userId, UUID id, Read read) {
        shelf.change(userId, id, OptionalLong.empty(), (session, entry) -> {
            demandPast(session, userId, read);
            return shelf.restand(session, entry, old -> old.with(read));
        });
        return read;
    }

    /** Changes a read, and the status where the rule of {@link dev.colophon.shelf.Standing} asks for it. */
    public Read change(UUID userId, UUID readId, UnaryOperator<Read> change) {
        List<Read> changed = new ArrayList<>();
        shelf.change(
                userId,
                shelf.entryOfRead(userId, readId),
                OptionalLong.empty(),
                (session, entry) -> shelf.restand(session, entry, old -> {
                    Read read = change.apply(old.read(readId).orElseThrow(Problem::notFound));
                    demandPast(session, userId, read);
                    changed.add(read);
                    return old.replacing(read);
                }));
        return changed.getFirst();
    }

    public void remove(UUID userId, UUID readId) {
        shelf.change(
                userId,
                shelf.entryOfRead(userId, readId),
                OptionalLong.empty(),
                (session, entry) -> shelf.restand(session, entry, old -> old.without(readId)));
    }

    private void demandPast(Session session, UUID userId, Read read) {
        LocalDate today = shelf.today(session, userId);
        Day.demandPast("/started_on", read.startedOn(), today);
        Day.demandPast("/finished_on", read.finishedOn(), today);
    }
}
