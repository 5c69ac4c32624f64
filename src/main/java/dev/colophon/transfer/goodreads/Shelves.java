package dev.colophon.transfer.goodreads;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import dev.colophon.transfer.cell.ShelfName;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.RowCells;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Status and tags of a row. One shelf of a Goodreads row is exclusive: it is the status, whatever
 * readers named it. All others are tags.
 */
record Shelves(Status status, List<Tag> tags) {
    private static final Set<String> STANDARD = Set.of("read", "to-read", "currently-reading");

    /**
     * @param finished whether a date says that the book was read
     */
    static Shelves of(RowCells cells, boolean finished) {
        Map<String, @Nullable Integer> shelves = shelves(cells);
        String exclusive = cells.text(Column.EXCLUSIVE_SHELF);
        String key = ShelfName.key(exclusive);
        Status status = ShelfName.status(exclusive);
        if (exclusive.isEmpty()) {
            status = withoutExclusive(cells, shelves, finished);
        } else if (status == null) {
            status = finished ? Status.READ : Status.WANT;
            cells.note(
                    Column.EXCLUSIVE_SHELF,
                    "is a shelf of the reader's own; it was kept as a tag and the status set to " + label(status));
            cells.standsOn(exclusive);
            shelves.putIfAbsent(exclusive, null);
        } else {
            shelves.keySet().removeIf(name -> ShelfName.key(name).equals(key));
        }
        shelves.keySet().removeIf(name -> STANDARD.contains(ShelfName.key(name)));
        return new Shelves(status, TagCells.tags(cells, Column.BOOKSHELVES, shelves));
    }

    private static Status withoutExclusive(RowCells cells, Map<String, @Nullable Integer> shelves, boolean finished) {
        for (String name : shelves.keySet()) {
            if (STANDARD.contains(ShelfName.key(name))) {
                return Objects.requireNonNull(ShelfName.status(name));
            }
        }
        Status status = finished ? Status.READ : Status.WANT;
        cells.note(Column.EXCLUSIVE_SHELF, "is empty; the status was set to " + label(status));
        return status;
    }

    private static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The two columns complete each other. */
    private static Map<String, @Nullable Integer> shelves(RowCells cells) {
        Map<String, @Nullable Integer> shelves = new LinkedHashMap<>();
        for (String name : cells.text(Column.BOOKSHELVES).split(",")) {
            if (!name.isBlank()) {
                shelves.put(name.strip(), null);
            }
        }
        TagCells.names(cells.text(Column.BOOKSHELVES_WITH_POSITIONS), ",").forEach((name, position) -> {
            if (position != null || !shelves.containsKey(name)) {
                shelves.put(name, position);
            }
        });
        return shelves;
    }
}
