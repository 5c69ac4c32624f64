package dev.colophon.shelf;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.text.FieldRules;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The names and the rows of tags. An entry has one spelling for each key, and its tags are ordered
 * by their keys. A tag that no entry has is not shown and costs nothing.
 */
public final class TagRepository {
    /** Of one entry. */
    public static final int MAX_TAGS = 200;

    public static final int MAX_NAME = 100;

    private static final Statement FIND = Statement.of(
            "shelf.tag-by-key", "SELECT id, name FROM tags WHERE user_id = :user_id AND name_key = :name_key");

    private static final Statement OF_KEYS = Statement.split("shelf.tags-by-keys", """
                    SELECT t.id, t.name, t.name_key FROM tags t WHERE t.user_id = :user_id AND t.name_key IN (
                        SELECT j.value FROM json_array_elements_text(CAST(:keys AS json)) AS j (value))
                    """, """
                    SELECT t.id, t.name, t.name_key FROM tags t WHERE t.user_id = :user_id AND t.name_key IN (
                        SELECT j.value FROM json_each(:keys) j)
                    """);

    private static final Statement INSERT = Statement.of("shelf.tag-insert", """
                    INSERT INTO tags (id, user_id, name, name_key) VALUES (:id, :user_id, :name, :name_key)
                    ON CONFLICT (user_id, name_key) DO NOTHING
                    """);

    private static final Statement LINK = Statement.of("shelf.entry-tag-insert", """
                    INSERT INTO userbook_tags (userbook_id, tag_id, position)
                    VALUES (:userbook_id, :tag_id, :position)
                    ON CONFLICT (userbook_id, tag_id) DO NOTHING
                    """);

    private static final Statement UNLINK = Statement.of("shelf.entry-tag-delete", """
                    DELETE FROM userbook_tags WHERE userbook_id = :userbook_id
                      AND tag_id IN (SELECT id FROM tags WHERE user_id = :user_id AND name_key = :name_key)
                    """);

    private static final Statement LIST = Statement.of("shelf.tags-of-user", """
                    SELECT t.name, t.name_key, COUNT(*) AS books
                    FROM tags t JOIN userbook_tags x ON x.tag_id = t.id
                    WHERE t.user_id = :user_id AND t.name_key > :after
                    GROUP BY t.id, t.name, t.name_key
                    ORDER BY t.name_key LIMIT :limit
                    """);

    /**
     * @param name as the reader spells it
     */
    public record Tag(UUID id, String name) {
        private static Tag of(Row row) {
            return new Tag(row.uuid("id"), row.text("name"));
        }
    }

    /**
     * A tag in the list of all tags.
     *
     * @param books how many entries have it
     */
    record Count(String name, String key, long books) {}

    /** A tag's name in its stored form. */
    public static String name(FieldRules rules, String pointer, @Nullable String name) {
        String line = rules.requiredLine(pointer, name, MAX_NAME);
        if (!line.isEmpty() && TextKey.of(line).isEmpty()) {
            rules.refuse(pointer, "required", "A tag needs a visible character.");
        }
        return line;
    }

    /**
     * Names in their stored form.
     *
     * @throws Problem of kind INVALID that names every one in error
     */
    static List<String> names(String pointer, List<String> names) {
        var rules = new FieldRules();
        rules.atMost(pointer, names.size(), MAX_TAGS);
        List<String> stored = new ArrayList<>();
        for (int index = 0; index < Math.min(names.size(), MAX_TAGS); index++) {
            stored.add(name(rules, pointer + "/" + index, names.get(index)));
        }
        rules.done();
        return List.copyOf(stored);
    }

    /** The names of both; where they spell one tag differently, the first spelling stays. */
    public static List<String> merge(Collection<String> names, Collection<String> more) {
        var byKey = new TreeMap<String, String>();
        names.forEach(name -> byKey.putIfAbsent(TextKey.of(name), name));
        more.forEach(name -> byKey.putIfAbsent(TextKey.of(name), name));
        return List.copyOf(byKey.values());
    }

    /**
     * Gives an entry a tag, spelt as the reader spells it already; the entry that is returned is
     * still to be written.
     *
     * @throws Problem of kind INVALID when it has too many then
     */
    public ShelfEntry add(Session session, ShelfEntry entry, String name, @Nullable Integer position) {
        Parameters key = key(entry.userId(), TextKey.of(name));
        Tag tag = session.first(FIND, Tag::of, key).orElseGet(() -> insert(session, name, key));
        session.execute(
                LINK,
                Parameters.of("userbook_id", entry.id()).and("tag_id", tag.id()).and("position", position));
        List<String> all = merge(List.of(tag.name()), entry.tags());
        if (all.size() > MAX_TAGS) {
            throw Problem.invalid("", "too_many", "A book has at most " + MAX_TAGS + " tags.");
        }
        return entry.with(all);
    }

    /** A tag of an entry, by its id; the position is its place in the tag's list, if that is known. */
    public record Tagging(
            UUID entryId, UUID tagId, @Nullable Integer position) {}

    /**
     * The tags of these names, which are added where the reader has none of that key.
     *
     * @return by their keys
     */
    public Map<String, Tag> named(Session session, UUID userId, Collection<String> names) {
        Map<String, String> byKey = new TreeMap<>();
        names.forEach(name -> byKey.putIfAbsent(TextKey.of(name), name));
        if (byKey.isEmpty()) {
            return Map.of();
        }
        Map<String, Tag> tags = ofKeys(session, userId, byKey.keySet());
        if (tags.size() < byKey.size()) {
            byKey.keySet().removeAll(tags.keySet());
            session.executeAll(
                    INSERT,
                    byKey.entrySet().stream()
                            .map(one -> key(userId, one.getKey())
                                    .and("id", Ids.next())
                                    .and("name", one.getValue()))
                            .toList());
            tags.putAll(ofKeys(session, userId, byKey.keySet()));
        }
        return tags;
    }

    private static Map<String, Tag> ofKeys(Session session, UUID userId, Collection<String> keys) {
        Map<String, Tag> tags = new HashMap<>();
        Parameters parameters = Parameters.of("user_id", userId).and("keys", Json.writeText(keys));
        session.list(OF_KEYS, row -> Map.entry(row.text("name_key"), Tag.of(row)), parameters)
                .forEach(one -> tags.put(one.getKey(), one.getValue()));
        return tags;
    }

    /** Gives many entries their tags. */
    public void link(Session session, List<Tagging> taggings) {
        session.executeAll(
                LINK,
                taggings.stream()
                        .map(one -> Parameters.of("userbook_id", one.entryId())
                                .and("tag_id", one.tagId())
                                .and("position", one.position()))
                        .toList());
    }

    private static Tag insert(Session session, String name, Parameters key) {
        session.execute(
                INSERT, Parameters.of("id", Ids.next()).and("name", name).and(key));
        return session.first(FIND, Tag::of, key).orElseThrow();
    }

    /** Takes a tag from an entry, by its key; the entry is still to be written. */
    public void remove(Session session, ShelfEntry entry, String key) {
        session.execute(UNLINK, key(entry.userId(), key).and("userbook_id", entry.id()));
    }

    /** The tags in use, ordered by their keys. */
    List<Count> list(Session session, UUID userId, String afterKey, int limit) {
        return session.list(
                LIST,
                row -> new Count(row.text("name"), row.text("name_key"), row.number("books")),
                Parameters.of("user_id", userId).and("after", afterKey).and("limit", limit));
    }

    private static Parameters key(UUID userId, String key) {
        return Parameters.of("user_id", userId).and("name_key", key);
    }
}
