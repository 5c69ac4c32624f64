package dev.colophon.people;

import dev.colophon.account.audience.Audience;
import dev.colophon.account.audience.Visibility;

/**
 * What somebody may see of somebody else, once in Java and once in SQL; a test compares the two for every case there
 * is. Whoever may see nothing is answered as if there were nothing. An admin sees no more than any reader does.
 */
public final class Policy {
    private Policy() {}

    /**
     * How a reader who looks stands to the one they look at.
     *
     * @param self whether they are one
     * @param follows whether they follow and were accepted
     * @param blocked whether one of them has blocked the other, whoever it was
     * @param disabled whether the account that is looked at may not be used
     */
    public record Relation(boolean self, boolean follows, boolean blocked, boolean disabled) {}

    /** How much a relation lets see of an account. */
    public static Reach reach(Relation relation, Audience account) {
        if (relation.self()) {
            return Reach.ALL;
        }
        if (relation.blocked() || relation.disabled() || account == Audience.PRIVATE) {
            return Reach.NOTHING;
        }
        if (relation.follows()) {
            return Reach.FOLLOWERS;
        }
        return account == Audience.PUBLIC ? Reach.PUBLIC : Reach.NOTHING;
    }

    /** Whether a relation lets see one thing of an account. */
    public static boolean mayRead(Relation relation, Audience account, Visibility thing) {
        return reach(relation, account).holds(thing);
    }

    /**
     * The number of the {@link Reach} of {@code :viewer_id} to a row of users, for a SELECT or a condition. Somebody
     * without an account looks as {@link dev.colophon.database.Ids#FIRST}, whom nobody knows.
     *
     * @param owner the alias of the table of users
     */
    public static String reach(String owner) {
        return """
                CASE WHEN #.id = :viewer_id THEN 3
                    WHEN #.disabled_at IS NOT NULL OR #.visibility = 'private' OR %s THEN 0
                    WHEN EXISTS (SELECT 1 FROM follows f
                        WHERE f.follower_id = :viewer_id AND f.followee_id = #.id AND f.state = 'accepted') THEN 2
                    WHEN #.visibility = 'public' THEN 1
                    ELSE 0 END""".formatted(blocked(owner)).replace("#", owner);
    }

    /**
     * Whether a thing is within a reach.
     *
     * @param thing the alias of a table with a column {@code visibility}
     * @param reach a number, such as of {@link #reach(String)}
     */
    public static String holds(String thing, String reach) {
        return "CASE " + thing + ".visibility WHEN 'private' THEN 3 WHEN 'followers' THEN 2 ELSE 1 END <= " + reach;
    }

    /** Whether {@code :viewer_id} and a row of users have nothing to do with each other. */
    static String blocked(String owner) {
        return """
                EXISTS (SELECT 1 FROM blocks x WHERE x.blocker_id = :viewer_id AND x.blocked_id = #.id
                    UNION ALL SELECT 1 FROM blocks y WHERE y.blocker_id = #.id AND y.blocked_id = :viewer_id)
                """.replace("#", owner);
    }
}
