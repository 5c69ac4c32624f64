package dev.colophon.transfer.export.table;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import dev.colophon.shelf.copy.EntryCopy.TagCopy;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the cells of a Goodreads export say of a status, its reads, tags and copies. */
record StandingCells(EntryCopy entry) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    /** The last day on which a read ended that has one. */
    String dateRead() {
        return entry.reads().stream()
                .map(ReadCopy::finishedOn)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .map(StandingCells::day)
                .orElse("");
    }

    static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /** The open one counts too. */
    String readCount() {
        return String.valueOf(entry.reads().size());
    }

    String exclusiveShelf() {
        return switch (entry.status()) {
            case WANT -> "to-read";
            case READING -> "currently-reading";
            case PAUSED -> "paused";
            case READ -> "read";
            case DNF -> "did-not-finish";
        };
    }

    String shelves() {
        return shelves(StandingCells::name);
    }

    String shelvesWithPositions() {
        return shelves(tag -> name(tag) + (tag.position() == null ? "" : " (#" + tag.position() + ")"));
    }

    /** Goodreads names the status among the shelves, unless the book was read. */
    private String shelves(Function<TagCopy, String> name) {
        List<String> names = new ArrayList<>(entry.tags().stream().map(name).toList());
        if (entry.status() != Status.READ) {
            names.add(exclusiveShelf());
        }
        return names.stream().collect(Collectors.joining(", "));
    }

    /** A comma would make two shelves of one. */
    private static String name(TagCopy tag) {
        return tag.name().replace(',', ' ').replaceAll(" {2,}", " ").strip();
    }

    String ownedCopies() {
        EntryFacts facts = entry.facts();
        boolean owned = facts.ownership() == Ownership.OWNED || facts.ownership() == Ownership.LENT;
        return String.valueOf(owned ? Math.max(1, facts.copies()) : 0);
    }
}
