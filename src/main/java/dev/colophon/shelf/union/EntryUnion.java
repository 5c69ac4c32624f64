package dev.colophon.shelf.union;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.TagRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry made of two of one reader. What only one of them says counts; texts of both stand one
 * after the other; where they differ in one word the entry that stays wins, and the private note
 * keeps what the other said. All reads stay, but two that are open are one read, for only one can be
 * open.
 */
final class EntryUnion {
    private static final String BETWEEN = "\n\n---\n\n";

    private EntryUnion() {}

    /**
     * @throws Problem of kind CONFLICT when both together are more than one entry may have
     */
    static ShelfEntry entry(ShelfEntry into, ShelfEntry from, Status status, Instant now) {
        List<String> tags = TagRepository.merge(into.tags(), from.tags());
        if (tags.size() > TagRepository.MAX_TAGS) {
            throw tooMuch();
        }
        return new ShelfEntry(
                into.id(),
                into.userId(),
                into.bookId(),
                status,
                facts(into.facts(), from.facts()),
                tags,
                later(into.reviewedAt(), from.reviewedAt()),
                status == into.status() ? into.statusChangedAt() : now,
                into.version() + 1);
    }

    /**
     * The status of both: that of an open read, else the later one that is more than a wish.
     *
     * @throws Problem of kind CONFLICT when there are too many reads for one entry
     */
    static Standing standing(ShelfEntry into, Standing own, ShelfEntry from, Standing other) {
        List<Read> reads = new ArrayList<>(own.reads());
        Read open = own.open().orElse(null);
        for (Read read : other.reads()) {
            if (read.isOpen() && open != null) {
                Read first = open;
                reads.replaceAll(each -> each.id().equals(first.id()) ? sinceTheEarlier(first, read) : each);
            } else {
                reads.add(read);
            }
        }
        if (reads.size() > Standing.MAX_READS) {
            throw tooMuch();
        }
        return new Standing(status(into, from), reads);
    }

    private static Read sinceTheEarlier(Read open, Read other) {
        return new Read(open.id(), earlier(open.startedOn(), other.startedOn()), null, null, open.source());
    }

    private static Status status(ShelfEntry into, ShelfEntry from) {
        if (Standing.isUnderWay(into.status()) || from.status() == Status.WANT) {
            return into.status();
        }
        if (Standing.isUnderWay(from.status()) || into.status() == Status.WANT) {
            return from.status();
        }
        return from.statusChangedAt().isAfter(into.statusChangedAt()) ? from.status() : into.status();
    }

    static EntryFacts facts(EntryFacts into, EntryFacts from) {
        try {
            return into.orElse(from).with(facts -> {
                facts.copies = Math.min(EntryFacts.MAX_COPIES, into.copies() + from.copies());
                facts.favourite = into.favourite() || from.favourite();
                facts.review = joined(into.review(), from.review());
                facts.reviewSpoiler = into.reviewSpoiler() || from.review() != null && from.reviewSpoiler();
                facts.privateNote = joined(joined(into.privateNote(), from.privateNote()), differences(into, from));
                facts.addedOn = earlier(into.addedOn(), from.addedOn());
                facts.visibility = into.visibility().narrower(from.visibility());
            });
        } catch (Problem tooLong) {
            throw tooMuch();
        }
    }

    /** What the other entry said where both say something; null when they agree. */
    private static @Nullable String differences(EntryFacts into, EntryFacts from) {
        boolean owned = into.ownership() != Ownership.NONE && from.ownership() != Ownership.NONE;
        String all = Stream.of(
                        difference(
                                "rating",
                                into.rating() == null ? null : into.rating().stars(),
                                from.rating() == null ? null : from.rating().stars()),
                        difference("format", into.format(), from.format()),
                        owned ? difference("ownership", into.ownership(), from.ownership()) : null,
                        difference("condition", into.condition(), from.condition()),
                        difference("location", into.location(), from.location()),
                        difference("lent to", into.lentTo(), from.lentTo()),
                        difference("added", into.addedOn(), from.addedOn()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : "The other entry of this book said: " + all + ".";
    }

    private static @Nullable String difference(String name, @Nullable Object own, @Nullable Object other) {
        if (own == null || other == null || own.equals(other)) {
            return null;
        }
        return name + " " + (other instanceof Enum<?> one ? one.name().toLowerCase(Locale.ROOT) : other);
    }

    private static @Nullable String joined(@Nullable String own, @Nullable String other) {
        if (own == null || other == null || own.equals(other)) {
            return own == null ? other : own;
        }
        return own + BETWEEN + other;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate own, @Nullable LocalDate other) {
        if (own == null || other == null) {
            return own == null ? other : own;
        }
        return other.isBefore(own) ? other : own;
    }

    private static @Nullable Instant later(@Nullable Instant own, @Nullable Instant other) {
        if (own == null || other == null) {
            return own == null ? other : own;
        }
        return other.isAfter(own) ? other : own;
    }

    private static Problem tooMuch() {
        return Problem.conflict(
                "too_much_for_one",
                "A reader has both books, and the texts, tags or reads are too much for one entry.");
    }
}
