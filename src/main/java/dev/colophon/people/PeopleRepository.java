package dev.colophon.people;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads people as another reader sees them. */
final class PeopleRepository {
    /**
     * There to be found: whoever is open to everybody, or can be asked. That somebody is here who has blocked the one
     * who looks, is nobody's business.
     */
    private static final String FINDABLE =
            "(u.id = :viewer_id OR u.disabled_at IS NULL AND u.visibility <> 'private' AND NOT " + Policy.blocked("u")
                    + ")";

    private static final Statement BY_NAME = Statement.of(
            "people.person-by-name",
            "SELECT " + Person.COLUMNS + ", u.created_at AS since FROM users u WHERE u.username_key = :key AND "
                    + FINDABLE);

    /** The id alone, whatever anybody may see. */
    private static final Statement ID =
            Statement.of("people.id-by-name", "SELECT u.id FROM users u WHERE u.username_key = :key");

    private static final Statement SEARCH = Statement.of(
            "people.search",
            "SELECT " + Person.COLUMNS + ", u.created_at AS since FROM users u"
                    + " WHERE u.username_key >= :from_key AND u.username_key < :until_key"
                    + " AND u.username_key > :after_key AND " + FINDABLE
                    + " ORDER BY u.username_key LIMIT :limit");

    Optional<Person> find(Session session, @Nullable UUID viewer, String username) {
        return session.first(BY_NAME, Person::of, viewer(viewer).and("key", key(username)));
    }

    Optional<UUID> id(Session session, String username) {
        return session.first(ID, row -> row.uuid("id"), Parameters.of("key", key(username)));
    }

    /** Whose names begin so, by name. */
    List<Person> search(Session session, UUID viewer, String beginning, String after, int limit) {
        String from = key(beginning);
        return session.list(
                SEARCH,
                Person::of,
                viewer(viewer)
                        .and("from_key", from)
                        // names are ASCII
                        .and("until_key", from + '\u007f')
                        .and("after_key", after)
                        .and("limit", limit));
    }

    static Parameters viewer(@Nullable UUID viewer) {
        return Parameters.of("viewer_id", viewer == null ? Ids.FIRST : viewer);
    }

    static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
