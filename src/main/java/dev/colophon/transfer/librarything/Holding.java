package dev.colophon.transfer.librarything;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Status;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.RowCells;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the collections of a copy tell: who owns it and how far it was read. Collections of the
 * reader's own are tags.
 */
record Holding(Map<String, @Nullable Integer> names, Set<String> keys) {
    private static final String READING = "currently reading";
    private static final String OWN_LIBRARY = "your library";
    private static final String WISHLIST = "wishlist";
    private static final String UNOWNED = "read but unowned";
    private static final Set<String> STANDARD = Set.of(READING, "to read", OWN_LIBRARY, WISHLIST, UNOWNED);
    private static final String SEPARATOR = "[,|]";

    static Holding of(String collections) {
        Map<String, @Nullable Integer> names = TagCells.names(collections, SEPARATOR);
        return new Holding(names, names.keySet().stream().map(Holding::key).collect(Collectors.toSet()));
    }

    /** Who reads again has a day of an earlier read. */
    Status status(@Nullable LocalDate started, @Nullable LocalDate read) {
        if (keys.contains(READING)) {
            return Status.READING;
        }
        if (read != null || keys.contains(UNOWNED)) {
            return Status.READ;
        }
        return started != null ? Status.READING : Status.WANT;
    }

    void own(EntryFacts.Changes facts, RowCells cells) {
        ShelfCells.owned(facts, keys.contains(OWN_LIBRARY));
        Integer copies = cells.wholeNumber(Column.COPIES, 0, EntryFacts.MAX_COPIES);
        if (facts.copies > 0 && copies != null && copies > 1) {
            facts.copies = copies;
        }
        if (facts.copies == 0 && keys.contains(WISHLIST)) {
            facts.ownership = Ownership.WISHLIST;
        }
    }

    Map<String, @Nullable Integer> tags(String tags) {
        Map<String, @Nullable Integer> all = new LinkedHashMap<>(TagCells.names(tags, SEPARATOR));
        names.forEach((name, position) -> {
            if (!STANDARD.contains(key(name))) {
                all.putIfAbsent(name, position);
            }
        });
        return all;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
