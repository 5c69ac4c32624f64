package dev.colophon.shelf.copy;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import dev.colophon.shelf.copy.EntryCopy.TagCopy;
import dev.colophon.shelf.copy.EntryKeys.Keyed;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads entries for an export, some at a time. */
public final class EntryCopies {
    private static final Statement ENTRIES = ofEntries(
            "shelf.entry-copies",
            "SELECT " + ShelfEntry.COLUMNS.list("u") + Read.GATHERED
                    + " FROM userbooks u WHERE u.user_id = :user_id AND u.id");

    private static final Statement POSITIONS = ofEntries("shelf.entry-copies-tag-positions", """
                    SELECT x.userbook_id, t.name_key, x.position FROM userbook_tags x JOIN tags t ON t.id = x.tag_id
                    WHERE t.user_id = :user_id AND x.position IS NOT NULL AND x.userbook_id""");

    private static final Statement PROGRESSED = ofEntries("shelf.entry-copies-progressed", """
                    SELECT DISTINCT p.read_id FROM userbooks u JOIN reads r ON r.userbook_id = u.id
                    JOIN progress p ON p.read_id = r.id WHERE u.user_id = :user_id AND u.id""");

    private EntryCopies() {}

    /**
     * An entry with what leads to its progress.
     *
     * @param progressed the reads that have some, with their places
     */
    public record Found(Keyed keyed, EntryCopy copy, Map<Integer, UUID> progressed) {}

    private record Position(UUID entryId, String tagKey, int position) {
        static Position of(Row row) {
            return new Position(row.uuid("userbook_id"), row.text("name_key"), row.integer("position"));
        }
    }

    private record Entry(ShelfEntry said, List<Read> reads) {
        static Entry of(Row row) {
            return new Entry(ShelfEntry.of(row), Read.gathered(row));
        }
    }

    /** A statement that goes on with the ids of some entries. */
    private static Statement ofEntries(String name, String sql) {
        return Statement.split(
                name,
                sql
                        + " IN (SELECT CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json))"
                        + " AS j (value))",
                sql + " IN (SELECT j.value FROM json_each(:ids) j)");
    }

    /** Those of the entries that are still there, in the given order. */
    public static List<Found> read(Session session, UUID reader, List<Keyed> wanted) {
        List<UUID> ids = wanted.stream().map(Keyed::entryId).toList();
        Parameters some = Parameters.of("user_id", reader).and("ids", Json.writeText(ids));
        Map<UUID, Entry> entries = session.list(ENTRIES, Entry::of, some).stream()
                .collect(Collectors.toMap(entry -> entry.said().id(), Function.identity()));
        Map<UUID, Map<String, Integer>> positions = new HashMap<>();
        session.list(POSITIONS, Position::of, some)
                .forEach(one -> positions
                        .computeIfAbsent(one.entryId(), id -> new HashMap<>())
                        .put(one.tagKey(), one.position()));
        Set<UUID> progressed = new HashSet<>(session.list(PROGRESSED, row -> row.uuid("read_id"), some));
        List<Found> found = new ArrayList<>();
        for (Keyed keyed : wanted) {
            Entry entry = entries.get(keyed.entryId());
            if (entry != null) {
                found.add(found(keyed, entry, positions.getOrDefault(keyed.entryId(), Map.of()), progressed));
            }
        }
        return found;
    }

    private static Found found(Keyed keyed, Entry entry, Map<String, Integer> positions, Set<UUID> progressed) {
        ShelfEntry said = entry.said();
        Map<Integer, UUID> reads = new HashMap<>();
        for (int place = 0; place < entry.reads().size(); place++) {
            UUID read = entry.reads().get(place).id();
            if (progressed.contains(read)) {
                reads.put(place, read);
            }
        }
        var copy = new EntryCopy(
                keyed.key(),
                said.status(),
                said.facts(),
                said.tags().stream()
                        .map(name -> new TagCopy(name, position(positions, name)))
                        .toList(),
                entry.reads().stream().map(ReadCopy::of).toList(),
                said.reviewedAt(),
                said.statusChangedAt());
        return new Found(keyed, copy, reads);
    }

    private static @Nullable Integer position(Map<String, Integer> positions, String tag) {
        return positions.get(TextKey.of(tag));
    }
}
