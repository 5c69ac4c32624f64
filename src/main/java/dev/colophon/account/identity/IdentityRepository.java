package dev.colophon.account.identity;

import dev.colophon.account.oidc.ProvidedIdentity;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of identities. */
final class IdentityRepository {
    private static final Columns COLUMNS = Columns.of("issuer", "subject", "user_id", "created_at", "last_used_at");

    private static final String FIND =
            "SELECT user_id, created_at, last_used_at FROM identities WHERE issuer = :issuer";

    private static final Statement OF_SUBJECT = Statement.of("account.identity", FIND + " AND subject = :subject");

    private static final Statement OF_READER =
            Statement.of("account.identity-of-reader", FIND + " AND user_id = :user_id");

    private static final Statement INSERT = Statement.of("account.identity-insert", COLUMNS.insertInto("identities"));

    private static final Statement USED = Statement.of(
            "account.identity-used",
            "UPDATE identities SET last_used_at = :now WHERE issuer = :issuer AND subject = :subject");

    private static final Statement DELETE = Statement.of(
            "account.identity-delete", "DELETE FROM identities WHERE issuer = :issuer AND user_id = :user_id");

    private IdentityRepository() {}

    static Optional<LinkedIdentity> find(Session session, ProvidedIdentity identity) {
        return session.first(OF_SUBJECT, LinkedIdentity::of, of(identity));
    }

    static Optional<LinkedIdentity> ofReader(Session session, String issuer, UUID reader) {
        return session.first(
                OF_READER, LinkedIdentity::of, Parameters.of("issuer", issuer).and("user_id", reader));
    }

    static void insert(Session session, ProvidedIdentity identity, LinkedIdentity linked) {
        session.execute(
                INSERT,
                of(identity)
                        .and("user_id", linked.userId())
                        .and("created_at", linked.createdAt())
                        .and("last_used_at", linked.lastUsedAt()));
    }

    static void used(Session session, ProvidedIdentity identity, Instant now) {
        session.execute(USED, of(identity).and("now", now));
    }

    /** Whether there was one. */
    static boolean delete(Session session, String issuer, UUID reader) {
        return session.execute(DELETE, Parameters.of("issuer", issuer).and("user_id", reader)) == 1;
    }

    private static Parameters of(ProvidedIdentity identity) {
        return Parameters.of("issuer", identity.issuer()).and("subject", identity.subject());
    }
}
