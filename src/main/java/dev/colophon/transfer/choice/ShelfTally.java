package dev.colophon.transfer.choice;

import dev.colophon.shelf.Status;
import dev.colophon.transfer.cell.ShelfName;
import dev.colophon.transfer.choice.FileShelves.OwnShelf;
import dev.colophon.transfer.row.Mapping;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the rows of a file by their shelves while these go by. */
public final class ShelfTally {
    /** Nobody chooses for more; rows of the rest are what their days tell. */
    private static final int MAX_SHELVES = 100;

    private final Map<String, OwnShelf> own = new LinkedHashMap<>();
    private final Map<Status, Integer> statuses = new EnumMap<>(Status.class);

    public void add(Mapping row) {
        if (row.rejection() != null) {
            return;
        }
        statuses.merge(row.draft().shelf().status(), 1, Integer::sum);
        String shelf = row.ownShelf();
        if (shelf == null) {
            return;
        }
        String key = ShelfName.key(shelf);
        OwnShelf counted = own.get(key);
        if (counted != null) {
            own.put(key, new OwnShelf(counted.name(), counted.rows() + 1, null));
        } else if (own.size() < MAX_SHELVES) {
            own.put(key, new OwnShelf(shelf, 1, null));
        }
    }

    public FileShelves shelves() {
        Map<String, Integer> byName = new LinkedHashMap<>();
        statuses.forEach((status, rows) -> byName.put(status.name().toLowerCase(Locale.ROOT), rows));
        List<OwnShelf> shelves = own.values().stream()
                .sorted(Comparator.comparingInt(OwnShelf::rows).reversed())
                .toList();
        return new FileShelves(shelves, byName);
    }
}
