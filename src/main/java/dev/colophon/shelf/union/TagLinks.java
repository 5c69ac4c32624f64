package dev.colophon.shelf.union;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.union.UnionRecord.Tagged;
import java.util.List;
import java.util.UUID;

/** Which entry has which tag, and where in the tag's list. */
final class TagLinks {
    private static final Statement TAGS = Statement.of(
            "shelf.tag-links", "SELECT tag_id, position FROM userbook_tags WHERE userbook_id = :userbook_id");

    private static final Statement ADD_TAG = Statement.of("shelf.tag-link", """
                    INSERT INTO userbook_tags (userbook_id, tag_id, position)
                    SELECT u.id, t.id, CAST(:position AS bigint) FROM userbooks u
                    JOIN tags t ON t.id = :tag_id AND t.user_id = u.user_id WHERE u.id = :userbook_id
                    ON CONFLICT (userbook_id, tag_id) DO NOTHING
                    """);

    private static final Statement REMOVE_TAG = Statement.of(
            "shelf.tag-unlink", "DELETE FROM userbook_tags WHERE userbook_id = :userbook_id AND tag_id = :tag_id");

    List<Tagged> of(Session session, UUID entry) {
        return session.list(
                TAGS,
                row -> new Tagged(row.uuid("tag_id"), row.integerOrNull("position")),
                Parameters.of("userbook_id", entry));
    }

    /** A tag that is gone is not missed. */
    void add(Session session, UUID entry, Tagged tag) {
        session.execute(ADD_TAG, tag(entry, tag).and("position", tag.position()));
    }

    void remove(Session session, UUID entry, Tagged tag) {
        session.execute(REMOVE_TAG, tag(entry, tag));
    }

    private static Parameters tag(UUID entry, Tagged tag) {
        return Parameters.of("userbook_id", entry).and("tag_id", tag.tagId());
    }
}
