package dev.colophon.shelf;

import dev.colophon.database.Ids;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of tags. A tag that no entry has is not shown and costs nothing. */
public final class TagRepository {
    private static final Statement FIND =
            Statement.of("shelf.tag-by-key", "SELECT id, name FROM tags WHERE user_id = ? AND name_key = ?");

    private static final Statement INSERT = Statement.of("shelf.tag-insert", """
                    INSERT INTO tags (id, user_id, name, name_key) VALUES (?, ?, ?, ?)
                    ON CONFLICT (user_id, name_key) DO NOTHING
                    """);

    private static final Statement LINK = Statement.of("shelf.userbook-tag-insert", """
                    INSERT INTO userbook_tags (userbook_id, tag_id, position) VALUES (?, ?, ?)
                    ON CONFLICT (userbook_id, tag_id) DO NOTHING
                    """);

    private static final Statement UNLINK = Statement.of("shelf.userbook-tag-delete", """
                    DELETE FROM userbook_tags WHERE userbook_id = ?
                      AND tag_id IN (SELECT id FROM tags WHERE user_id = ? AND name_key = ?)
                    """);

    private static final Statement LIST = Statement.of("shelf.tags-of-user", """
                    SELECT t.name, t.name_key, COUNT(*) AS books
                    FROM tags t JOIN userbook_tags x ON x.tag_id = t.id
                    WHERE t.user_id = ? AND t.name_key > ?
                    GROUP BY t.id, t.name, t.name_key
                    ORDER BY t.name_key LIMIT ?
                    """);

    private record Tag(UUID id, String name) {
        static Tag of(Row row) {
            return new Tag(row.uuid("id"), row.text("name"));
        }
    }

    /**
     * A tag in the list of all tags.
     *
     * @param books how many entries have it
     */
    record Count(String name, String key, long books) {}

    /** Gives an entry a tag and returns how the reader spells it. */
    public String add(Session session, UserBook entry, String name, @Nullable Integer position) {
        String key = TextKey.of(name);
        Tag tag = session.first(FIND, Tag::of, entry.userId(), key)
                .orElseGet(() -> insert(session, entry.userId(), name, key));
        session.execute(LINK, entry.id(), tag.id(), position);
        return tag.name();
    }

    void remove(Session session, UserBook entry, String key) {
        session.execute(UNLINK, entry.id(), entry.userId(), key);
    }

    /** The tags in use, ordered by their keys. */
    List<Count> list(Session session, UUID userId, String afterKey, int limit) {
        return session.list(
                LIST,
                row -> new Count(row.text("name"), row.text("name_key"), row.number("books")),
                userId,
                afterKey,
                limit);
    }

    private static Tag insert(Session session, UUID userId, String name, String key) {
        session.execute(INSERT, Ids.next(), userId, name, key);
        return session.first(FIND, Tag::of, userId, key).orElseThrow();
    }
}
