package dev.colophon.statistics.share;

import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The rows of links. */
final class ShareRepository {
    private static final Columns COLUMNS = Columns.of("id", "year", "token_hash", "created_at");

    /** Whoever asks again gets the one that there is. */
    private static final Statement INSERT = Statement.of(
            "statistics.share-insert",
            COLUMNS.and("user_id").insertInto("share_links") + " ON CONFLICT (user_id, year) DO NOTHING");

    private static final String FIND = "SELECT " + COLUMNS.list() + " FROM share_links WHERE user_id = :user_id AND ";

    private static final Statement OF_YEAR = Statement.of("statistics.share-of-year", FIND + "year = :year");

    private static final Statement PAGE =
            Statement.of("statistics.shares", FIND + "year < :after_year ORDER BY year DESC LIMIT :limit");

    private static final Statement DELETE = Statement.of(
            "statistics.share-delete", "DELETE FROM share_links WHERE user_id = :user_id AND year = :year");

    /** An account that is private or disabled shows nothing to anybody, and no more by its links. */
    private static final Statement BY_TOKEN = Statement.of("statistics.share-by-token", """
                    SELECT s.user_id, s.year, u.display_name, u.time_zone
                    FROM share_links s JOIN users u ON u.id = s.user_id
                    WHERE s.token_hash = :token_hash AND u.disabled_at IS NULL AND u.visibility <> 'private'
                    """);

    /** A link as it is stored. */
    record Stored(UUID id, int year, String tokenHash, Instant createdAt) {
        static Stored of(Row row) {
            return new Stored(row.uuid("id"), row.integer("year"), row.text("token_hash"), row.instant("created_at"));
        }
    }

    void insert(Session session, UUID owner, Stored link) {
        session.execute(
                INSERT,
                key(owner, link.year())
                        .and("id", link.id())
                        .and("token_hash", link.tokenHash())
                        .and("created_at", link.createdAt()));
    }

    Optional<Stored> ofYear(Session session, UUID owner, int year) {
        return session.first(OF_YEAR, Stored::of, key(owner, year));
    }

    /** One part of them, the latest year first. */
    List<Stored> page(Session session, UUID owner, int afterYear, int limit) {
        return session.list(
                PAGE,
                Stored::of,
                Parameters.of("user_id", owner).and("after_year", afterYear).and("limit", limit));
    }

    /** Whether there was one. */
    boolean delete(Session session, UUID owner, int year) {
        return session.execute(DELETE, key(owner, year)) == 1;
    }

    <T> Optional<T> byToken(Session session, String tokenHash, Function<Row, T> mapper) {
        return session.first(BY_TOKEN, mapper, Parameters.of("token_hash", tokenHash));
    }

    private static Parameters key(UUID owner, int year) {
        return Parameters.of("user_id", owner).and("year", year);
    }
}
