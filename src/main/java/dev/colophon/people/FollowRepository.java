package dev.colophon.people;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who follows whom, and who has blocked whom. */
final class FollowRepository {
    /** Whoever changes how two stand to each other has both of them until the transaction ends. */
    private static final Statement HOLD = Statement.split(
            "people.hold-both",
            "SELECT id FROM users WHERE id IN (:one, :other) ORDER BY id FOR NO KEY UPDATE",
            "SELECT id FROM users WHERE id IN (:one, :other) ORDER BY id");

    /** Asking again of somebody who has become open to everybody needs no answer any more. */
    private static final Statement FOLLOW = Statement.of("people.follow", """
                    INSERT INTO follows (follower_id, followee_id, state, created_at)
                    VALUES (:follower_id, :followee_id, :state, :created_at)
                    ON CONFLICT (follower_id, followee_id) DO UPDATE SET state = excluded.state
                        WHERE follows.state = 'pending' AND excluded.state = 'accepted'
                    """);

    private static final Statement ACCEPT = Statement.of("people.accept", """
                    UPDATE follows SET state = 'accepted'
                    WHERE follower_id = :follower_id AND followee_id = :followee_id AND state = 'pending'
                    """);

    private static final Statement UNFOLLOW = Statement.of(
            "people.unfollow", "DELETE FROM follows WHERE follower_id = :follower_id AND followee_id = :followee_id");

    private static final Statement UNFOLLOW_IN_STATE = Statement.of("people.unfollow-in-state", """
                    DELETE FROM follows
                    WHERE follower_id = :follower_id AND followee_id = :followee_id AND state = :state
                    """);

    private static final Statement COUNT = Statement.of(
            "people.following-count", "SELECT COUNT(*) AS total FROM follows WHERE follower_id = :follower_id");

    private static final Statement REQUESTS = Statement.of(
            "people.request-count",
            "SELECT COUNT(*) AS total FROM follows WHERE followee_id = :followee_id AND state = 'pending'");

    private static final Statement BLOCK = Statement.of("people.block", """
                    INSERT INTO blocks (blocker_id, blocked_id, created_at)
                    VALUES (:blocker_id, :blocked_id, :created_at)
                    ON CONFLICT (blocker_id, blocked_id) DO NOTHING
                    """);

    private static final Statement BLOCKED = Statement.of(
            "people.blocked",
            "SELECT blocked_id FROM blocks WHERE blocker_id = :blocker_id AND blocked_id = :blocked_id");

    private static final Statement UNBLOCK = Statement.of(
            "people.unblock", "DELETE FROM blocks WHERE blocker_id = :blocker_id AND blocked_id = :blocked_id");

    void hold(Session session, UUID one, UUID other) {
        session.list(HOLD, row -> row.uuid("id"), Parameters.of("one", one).and("other", other));
    }

    void follow(Session session, UUID follower, UUID followee, Person.Following state, Instant now) {
        session.execute(FOLLOW, pair(follower, followee).and("state", state).and("created_at", now));
    }

    /** Whether there was a request. */
    boolean accept(Session session, UUID follower, UUID followee) {
        return session.execute(ACCEPT, pair(follower, followee)) == 1;
    }

    /** Whether there was anything to end. */
    boolean unfollow(Session session, UUID follower, UUID followee) {
        return session.execute(UNFOLLOW, pair(follower, followee)) == 1;
    }

    /** The same where it is in that state; whether it was. */
    boolean unfollow(Session session, UUID follower, UUID followee, Person.Following state) {
        return session.execute(UNFOLLOW_IN_STATE, pair(follower, followee).and("state", state)) == 1;
    }

    /** How many somebody follows or has asked. */
    long following(Session session, UUID follower) {
        return total(session, COUNT, Parameters.of("follower_id", follower));
    }

    /** How many wait for an answer. */
    long requests(Session session, UUID followee) {
        return total(session, REQUESTS, Parameters.of("followee_id", followee));
    }

    void block(Session session, UUID blocker, UUID blocked, Instant now) {
        session.execute(BLOCK, blocks(blocker, blocked).and("created_at", now));
    }

    boolean isBlocked(Session session, UUID blocker, UUID blocked) {
        return session.first(BLOCKED, row -> row.uuid("blocked_id"), blocks(blocker, blocked))
                .isPresent();
    }

    boolean unblock(Session session, UUID blocker, UUID blocked) {
        return session.execute(UNBLOCK, blocks(blocker, blocked)) == 1;
    }

    /** One part of a list, latest first. */
    List<Person> list(Session session, PeopleList list, UUID reader, List<String> after, int limit) {
        boolean first = after.isEmpty();
        return session.list(
                list.statement(),
                Person::of,
                PeopleRepository.viewer(reader)
                        .and("after_at", first ? Instant.parse("9999-12-31T00:00:00Z") : Instant.parse(after.get(0)))
                        .and("after_id", first ? Ids.LAST : UUID.fromString(after.get(1)))
                        .and("limit", limit));
    }

    private static long total(Session session, Statement statement, Parameters parameters) {
        return session.first(statement, row -> row.number("total"), parameters).orElseThrow();
    }

    private static Parameters pair(UUID follower, UUID followee) {
        return Parameters.of("follower_id", follower).and("followee_id", followee);
    }

    private static Parameters blocks(UUID blocker, UUID blocked) {
        return Parameters.of("blocker_id", blocker).and("blocked_id", blocked);
    }
}
