package dev.colophon.shelf.union;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.care.BookListener;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.union.UnionRecord.Half;
import dev.colophon.shelf.union.UnionRepository.Followed;
import dev.colophon.shelf.union.UnionRepository.Pair;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets entries follow their books when these are merged, and back again. */
public final class ShelfUnion implements BookListener {
    private final Clock clock;
    private final List<ShelfListener> listeners;
    private final ShelfRepository shelves;
    private final UnionRepository rows = new UnionRepository();
    private final ReadMoves reads = new ReadMoves();
    private final TagLinks tagLinks = new TagLinks();

    /**
     * @param listeners hear of every change, and of entries that become one
     */
    public ShelfUnion(Clock clock, List<ShelfListener> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
        this.shelves = new ShelfRepository(listeners);
    }

    @Override
    public void merged(Session session, UUID merge, Book from, Book into) {
        for (Pair pair : rows.pairs(session, from.id(), into.id())) {
            unite(session, pair)
                    .ifPresent(
                            record -> rows.record(session, merge, new Followed(pair.fromId(), pair.userId(), record)));
        }
        rows.followAll(session, from, into).forEach(one -> rows.record(session, merge, one));
    }

    /** Nothing when one of them was taken off the shelf at this moment. */
    private Optional<UnionRecord> unite(Session session, Pair pair) {
        boolean fromFirst = pair.fromId().compareTo(pair.intoId()) < 0;
        Optional<ShelfEntry> first = shelves.lock(session, pair.userId(), fromFirst ? pair.fromId() : pair.intoId());
        Optional<ShelfEntry> second = shelves.lock(session, pair.userId(), fromFirst ? pair.intoId() : pair.fromId());
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        ShelfEntry from = fromFirst ? first.get() : second.get();
        ShelfEntry into = fromFirst ? second.get() : first.get();
        return Optional.of(unite(session, half(session, from), half(session, into)));
    }

    private Half half(Session session, ShelfEntry entry) {
        return new Half(entry, shelves.standing(session, entry).reads(), tagLinks.of(session, entry.id()));
    }

    private UnionRecord unite(Session session, Half from, Half into) {
        UUID fromId = from.entry().id();
        UUID intoId = into.entry().id();
        Instant now = clock.instant();
        Standing standing = EntryUnion.standing(into.entry(), standing(into), from.entry(), standing(from));
        ShelfEntry united = EntryUnion.entry(into.entry(), from.entry(), standing.status(), now);
        List<UUID> moved = new ArrayList<>();
        // an open read may go, and what hangs on it with it
        listeners.forEach(listener -> moved.addAll(listener.united(session, fromId, intoId)));
        List<UUID> progress = moveReads(session, from, into, standing);
        from.tags().forEach(tag -> tagLinks.add(session, intoId, tag));
        Instant createdAt = rows.createdAt(session, fromId);
        rows.delete(session, fromId);
        shelves.update(session, into.entry(), united, now);
        return new UnionRecord(into, from, createdAt, into.entry().version() + 1, progress, moved);
    }

    private static Standing standing(Half half) {
        return new Standing(half.entry().status(), half.reads());
    }

    private List<UUID> moveReads(Session session, Half from, Half into, Standing united) {
        Read open = into.openRead();
        List<UUID> progress = List.of();
        for (Read read : from.reads()) {
            if (read.isOpen() && open != null) {
                progress = reads.moveProgress(session, read, open);
                reads.delete(session, read);
                reads.setStart(session, into.entry().id(), united.open().orElseThrow());
            } else {
                reads.move(session, read, from.entry().id(), into.entry().id());
            }
        }
        return progress;
    }

    @Override
    public void separated(Session session, UUID merge, Book from, Book into) {
        List<Followed> followed = rows.followed(session, merge);
        demandUnchanged(session, followed);
        for (Followed one : followed) {
            UnionRecord record = one.record();
            if (record == null) {
                rows.follow(session, one.entryId(), into, from);
            } else {
                shelves.lock(session, one.userId(), record.into().entry().id())
                        .ifPresent(entry -> separate(session, record, entry, from));
            }
        }
    }

    /** An entry that moved goes back with all that was changed; one that was united cannot be divided then. */
    private void demandUnchanged(Session session, List<Followed> followed) {
        long changed = followed.stream()
                .filter(one -> isChanged(session, one.userId(), one.record()))
                .count();
        if (changed > 0) {
            throw Problem.conflict(
                    "changed_since",
                    "Readers had both books, and " + changed + " of their entries were changed since.");
        }
    }

    private boolean isChanged(Session session, UUID userId, @Nullable UnionRecord record) {
        return record != null
                && shelves.lock(session, userId, record.into().entry().id())
                        .filter(entry -> entry.version() != record.version())
                        .isPresent();
    }

    private void separate(Session session, UnionRecord record, ShelfEntry united, Book from) {
        Half back = record.from();
        UUID intoId = united.id();
        UUID fromId = back.entry().id();
        Instant now = clock.instant();
        shelves.insert(session, back.entry(), from.facts(), openApart(record), now);
        rows.setCreatedAt(session, fromId, record.createdAt());
        moveReadsBack(session, record);
        back.tags().forEach(tag -> tagLinks.add(session, fromId, tag));
        back.tags().stream()
                .filter(tag -> record.into().tags().stream()
                        .noneMatch(own -> own.tagId().equals(tag.tagId())))
                .forEach(tag -> tagLinks.remove(session, intoId, tag));
        listeners.forEach(listener -> listener.separated(session, intoId, fromId, record.moved()));
        shelves.update(session, united, record.into().entry(), now);
    }

    /** The open read that was made one with the other's; every other read is there still. */
    private static List<Read> openApart(UnionRecord record) {
        Read open = record.from().openRead();
        return open == null || record.into().openRead() == null ? List.of() : List.of(open);
    }

    private void moveReadsBack(Session session, UnionRecord record) {
        UUID intoId = record.into().entry().id();
        UUID fromId = record.from().entry().id();
        Read open = record.into().openRead();
        for (Read read : record.from().reads()) {
            if (read.isOpen() && open != null) {
                record.progress().forEach(id -> reads.moveProgress(session, id, open, read));
                reads.setStart(session, intoId, open);
            } else {
                reads.move(session, read, intoId, fromId);
            }
        }
    }
}
