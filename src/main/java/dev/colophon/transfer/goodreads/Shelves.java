package dev.colophon.transfer.goodreads;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Status and tags of a row. One shelf of a Goodreads row is exclusive: it is the status, whatever
 * readers named it. All others are tags.
 */
record Shelves(Status status, List<Tag> tags) {
    private static final Pattern DNF =
            Pattern.compile("(.*-)?(dnf|did-?not-finish|didn-?t-finish|not-finished|unfinished|"
                    + "abandoned|abandon"
                    + "|dropped|gave-up|given-up|stopped|quit)(-.*)?");
    private static final Pattern PAUSED = Pattern.compile("(.*-)?(paused|pause|on-hold|hiatus)(-.*)?");
    private static final Pattern POSITION = Pattern.compile("(.*?)\\s*\\(#(\\d{1,9})\\)");
    private static final Set<String> STANDARD = Set.of("read", "to-read", "currently-reading");

    /**
     * @param finished whether a date says that the book was read
     */
    static Shelves of(RowCells cells, boolean finished) {
        Map<String, @Nullable Integer> shelves = shelves(cells);
        String exclusive = cells.text(Column.EXCLUSIVE_SHELF);
        String key = key(exclusive);
        Status status = status(key);
        if (exclusive.isEmpty()) {
            status = withoutExclusive(cells, shelves, finished);
        } else if (status == null) {
            status = finished ? Status.READ : Status.WANT;
            cells.note(
                    Column.EXCLUSIVE_SHELF,
                    "is a shelf of the reader's own; it was kept as a tag and the status set to " + label(status));
            shelves.putIfAbsent(exclusive, null);
        } else {
            shelves.keySet().removeIf(name -> key(name).equals(key));
        }
        shelves.keySet().removeIf(name -> STANDARD.contains(key(name)));
        return new Shelves(status, tags(cells, shelves));
    }

    private static Status withoutExclusive(RowCells cells, Map<String, @Nullable Integer> shelves, boolean finished) {
        for (String name : shelves.keySet()) {
            if (STANDARD.contains(key(name))) {
                return Objects.requireNonNull(status(key(name)));
            }
        }
        Status status = finished ? Status.READ : Status.WANT;
        cells.note(Column.EXCLUSIVE_SHELF, "is empty; the status was set to " + label(status));
        return status;
    }

    private static @Nullable Status status(String key) {
        return switch (key) {
            case "read" -> Status.READ;
            case "to-read" -> Status.WANT;
            case "currently-reading" -> Status.READING;
            default ->
                DNF.matcher(key).matches() ? Status.DNF : PAUSED.matcher(key).matches() ? Status.PAUSED : null;
        };
    }

    private static String label(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String key(String shelf) {
        return shelf.toLowerCase(Locale.ROOT).replaceAll("[\\s_'’-]+", "-");
    }

    /**
     * Names with their positions, in the order of the file; the two columns complete each other.
     */
    private static Map<String, @Nullable Integer> shelves(RowCells cells) {
        Map<String, @Nullable Integer> shelves = new LinkedHashMap<>();
        for (String name : cells.text(Column.BOOKSHELVES).split(",")) {
            if (!name.isBlank()) {
                shelves.put(name.strip(), null);
            }
        }
        for (String entry : cells.text(Column.BOOKSHELVES_WITH_POSITIONS).split(",")) {
            Matcher matcher = POSITION.matcher(entry.strip());
            if (matcher.matches() && !matcher.group(1).isBlank()) {
                shelves.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            } else if (!entry.isBlank()) {
                shelves.putIfAbsent(entry.strip(), null);
            }
        }
        return shelves;
    }

    private static List<Tag> tags(RowCells cells, Map<String, @Nullable Integer> shelves) {
        List<Tag> tags = new ArrayList<>();
        for (Map.Entry<String, @Nullable Integer> shelf : shelves.entrySet()) {
            if (tags.size() == TagRepository.MAX_TAGS) {
                cells.note(Column.BOOKSHELVES, "has more than " + TagRepository.MAX_TAGS + "; the rest is left");
                break;
            }
            String name = shelf.getKey();
            if (name.length() > TagRepository.MAX_NAME) {
                cells.note(
                        Column.BOOKSHELVES,
                        "has a name longer than " + TagRepository.MAX_NAME + " characters; left out");
            } else {
                tags.add(new Tag(name, shelf.getValue()));
            }
        }
        return List.copyOf(tags);
    }
}
