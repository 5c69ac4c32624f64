package dev.colophon.transfer.choice;

import dev.colophon.json.StoredJson;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.cell.ShelfName;
import dev.colophon.transfer.row.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shelves of a file, stored with its job as JSON.
 *
 * @param own whose status their names do not tell, with most rows first
 * @param statuses rows by the status that they have in the file; of own shelves by what their days tell
 */
public record FileShelves(List<OwnShelf> own, Map<String, Integer> statuses) {
    /** Of a file that has none. */
    public static final FileShelves NONE = new FileShelves(List.of(), Map.of());

    /**
     * A shelf of the reader's own.
     *
     * @param choice null while nothing was chosen, so that the days of each row tell its status
     */
    public record OwnShelf(String name, int rows, @Nullable ShelfChoice choice) {
        /** By which it is found, however it is written. */
        String key() {
            return ShelfName.key(name);
        }
    }

    public static FileShelves parse(String json) {
        return StoredJson.read(json, FileShelves.class);
    }

    /**
     * The same with choices, by the names of shelves; null takes one back.
     *
     * @throws Problem of kind INVALID when one is none of these shelves
     */
    public FileShelves with(Map<String, @Nullable ShelfChoice> choices) {
        Map<String, @Nullable ShelfChoice> left = new HashMap<>();
        choices.forEach((name, choice) -> left.put(ShelfName.key(name), choice));
        List<OwnShelf> chosen = own.stream()
                .map(shelf -> left.containsKey(shelf.key())
                        ? new OwnShelf(shelf.name(), shelf.rows(), left.remove(shelf.key()))
                        : shelf)
                .toList();
        if (!left.isEmpty()) {
            throw Problem.invalid(
                    "/shelves",
                    "unknown",
                    "The file has no such shelf whose status is to be chosen; a trial lists those that it has.");
        }
        return new FileShelves(chosen, statuses);
    }

    /**
     * The same with what became of shelves of these names in the last import that had them.
     *
     * @param earlier the latest first
     */
    public FileShelves asIn(List<FileShelves> earlier) {
        Map<String, @Nullable ShelfChoice> last = new HashMap<>();
        for (FileShelves one : earlier.reversed()) {
            one.own.forEach(shelf -> last.put(shelf.key(), shelf.choice()));
        }
        List<OwnShelf> chosen = own.stream()
                .map(shelf -> new OwnShelf(shelf.name(), shelf.rows(), last.get(shelf.key())))
                .toList();
        return new FileShelves(chosen, statuses);
    }

    private Optional<ShelfChoice> choice(Mapping row) {
        String shelf = row.ownShelf();
        if (shelf == null || own.isEmpty()) {
            return Optional.empty();
        }
        String key = ShelfName.key(shelf);
        return own.stream()
                .filter(one -> one.choice() != null && one.key().equals(key))
                .findFirst()
                .map(OwnShelf::choice);
    }

    /** Whether rows of any shelf are not to be imported. */
    public boolean leavesAnyOut() {
        return own.stream().anyMatch(one -> one.choice() == ShelfChoice.LEAVE_OUT);
    }

    /** Whether the reader wants rows of its shelf not to be imported. */
    public boolean leavesOut(Mapping row) {
        return choice(row).filter(ShelfChoice.LEAVE_OUT::equals).isPresent();
    }

    /** The row with the status that was chosen for its shelf. */
    public Mapping applied(Mapping row) {
        return choice(row).map(choice -> applied(row, choice)).orElse(row);
    }

    private static Mapping applied(Mapping row, ShelfChoice choice) {
        String note = "For this shelf you chose: " + choice.label() + ".";
        return choice.status()
                .map(status -> row.with(ChosenStatus.of(row.draft().shelf(), status), note))
                .orElse(row);
    }
}
