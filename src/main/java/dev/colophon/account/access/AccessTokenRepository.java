package dev.colophon.account.access;

import dev.colophon.account.token.AccessTokenText;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;

/** The rows of access tokens. */
final class AccessTokenRepository {
    private static final String READER = "SELECT u.id FROM users u WHERE u.id = :user_id";

    /** Whoever makes one has the reader until the transaction ends, so that none is made beyond the limit. */
    private static final Statement HOLD =
            Statement.split("account.access-token-hold", READER + " FOR NO KEY UPDATE", READER);

    private static final Statement COUNT = Statement.of(
            "account.access-token-count", "SELECT COUNT(*) AS total FROM access_tokens WHERE user_id = :user_id");

    private static final Statement INSERT = Statement.of(
            "account.access-token-insert",
            AccessToken.COLUMNS.and("user_id", "token_hash").insertInto("access_tokens"));

    private static final Statement LIST = Statement.of(
            "account.access-tokens",
            "SELECT " + AccessToken.COLUMNS.list()
                    + " FROM access_tokens WHERE user_id = :user_id AND id < :before ORDER BY id DESC LIMIT :limit");

    private static final Statement DELETE = Statement.of(
            "account.access-token-delete", "DELETE FROM access_tokens WHERE user_id = :user_id AND id = :id");

    private static final Statement DELETE_ALL =
            Statement.of("account.access-token-delete-all", "DELETE FROM access_tokens WHERE user_id = :user_id");

    private AccessTokenRepository() {}

    static void hold(Session session, UUID reader) {
        if (session.first(HOLD, row -> row.uuid("id"), of(reader)).isEmpty()) {
            throw Problem.notFound();
        }
    }

    static long count(Session session, UUID reader) {
        return session.first(COUNT, row -> row.number("total"), of(reader)).orElseThrow();
    }

    static void insert(Session session, UUID reader, AccessToken token, Secret secret) {
        session.execute(
                INSERT,
                of(reader)
                        .and("id", token.id())
                        .and("name", token.name())
                        .and("prefix", token.prefix())
                        .and("token_hash", AccessTokenText.hash(secret.value()))
                        .and("scopes", Scope.join(token.scopes()))
                        .and("created_at", token.createdAt())
                        .and("expires_at", token.expiresAt())
                        .and("last_used_at", token.lastUsedAt()));
    }

    /**
     * Latest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     */
    static List<AccessToken> list(Session session, UUID reader, List<String> after, int limit) {
        UUID before = after.isEmpty() ? Ids.LAST : UUID.fromString(after.getFirst());
        return session.list(
                LIST, AccessToken::of, of(reader).and("before", before).and("limit", limit));
    }

    /** Whether there was one. */
    static boolean delete(Session session, UUID reader, UUID id) {
        return session.execute(DELETE, of(reader).and("id", id)) == 1;
    }

    static void deleteAll(Session session, UUID reader) {
        session.execute(DELETE_ALL, of(reader));
    }

    private static Parameters of(UUID reader) {
        return Parameters.of("user_id", reader);
    }
}
