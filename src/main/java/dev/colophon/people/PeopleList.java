package dev.colophon.people;

import dev.colophon.database.Statement;
import java.util.Locale;

/** The lists that a reader has of other readers, each walked on an index from the latest on. */
public enum PeopleList {
    /** Whom the reader follows. */
    FOLLOWING("follows", "follower_id", "followee_id", "AND l.state = 'accepted'"),
    /** Whom the reader has asked and who have not answered. */
    ASKED("follows", "follower_id", "followee_id", "AND l.state = 'pending'"),
    /** Who follows the reader. */
    FOLLOWERS("follows", "followee_id", "follower_id", "AND l.state = 'accepted'"),
    /** Who has asked the reader. */
    REQUESTS("follows", "followee_id", "follower_id", "AND l.state = 'pending'"),
    /** Whom the reader has blocked. */
    BLOCKED("blocks", "blocker_id", "blocked_id", "");

    private final Statement statement;

    PeopleList(String table, String own, String other, String condition) {
        statement = Statement.of("people.list-of-" + name().toLowerCase(Locale.ROOT), """
                        SELECT %s, l.created_at AS since
                        FROM (SELECT l.%s AS id, l.created_at FROM %s l
                            WHERE l.%s = :viewer_id %s AND (l.created_at, l.%s) < (:after_at, :after_id)
                            ORDER BY l.created_at DESC, l.%s DESC LIMIT :limit) l
                        JOIN users u ON u.id = l.id
                        ORDER BY l.created_at DESC, l.id DESC
                        """.formatted(
                        Person.COLUMNS, other, table, own, condition, other, other));
    }

    Statement statement() {
        return statement;
    }
}
