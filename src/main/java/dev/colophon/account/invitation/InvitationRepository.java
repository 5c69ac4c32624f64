package dev.colophon.account.invitation;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of invitations. */
final class InvitationRepository {
    private static final Statement INSERT = Statement.of(
            "account.invitation-insert", Invitation.COLUMNS.and("token_hash").insertInto("invitations"));

    private static final Statement LIST = Statement.of(
            "account.invitations",
            "SELECT " + Invitation.COLUMNS.list()
                    + " FROM invitations WHERE id < :before ORDER BY id DESC LIMIT :limit");

    private static final Statement FIND = Statement.of(
            "account.invitation-by-token",
            "SELECT " + Invitation.COLUMNS.list() + " FROM invitations WHERE token_hash = :token_hash");

    /** Of two who come with the last use of it at a moment, one finds it used up. */
    private static final Statement USE = Statement.of(
            "account.invitation-use",
            "UPDATE invitations SET uses = uses + 1"
                    + " WHERE token_hash = :token_hash AND uses < max_uses AND expires_at > :now RETURNING "
                    + Invitation.COLUMNS.list());

    private static final Statement DELETE =
            Statement.of("account.invitation-delete", "DELETE FROM invitations WHERE id = :id");

    private static final Statement SWEEP =
            Statement.of("account.invitations-sweep", "DELETE FROM invitations WHERE expires_at < :before");

    private InvitationRepository() {}

    static void insert(Session session, Invitation invitation, String tokenHash) {
        session.execute(
                INSERT,
                Parameters.of("id", invitation.id())
                        .and("note", invitation.note())
                        .and("role", invitation.role())
                        .and("max_uses", invitation.maxUses())
                        .and("uses", invitation.uses())
                        .and("created_at", invitation.createdAt())
                        .and("expires_at", invitation.expiresAt())
                        .and("token_hash", tokenHash));
    }

    /**
     * Latest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     */
    static List<Invitation> list(Session session, List<String> after, int limit) {
        UUID before = after.isEmpty() ? Ids.LAST : UUID.fromString(after.getFirst());
        return session.list(
                LIST, Invitation::of, Parameters.of("before", before).and("limit", limit));
    }

    static Optional<Invitation> find(Session session, String tokenHash) {
        return session.first(FIND, Invitation::of, Parameters.of("token_hash", tokenHash));
    }

    static Optional<Invitation> use(Session session, String tokenHash, Instant now) {
        return session.first(
                USE, Invitation::of, Parameters.of("token_hash", tokenHash).and("now", now));
    }

    /** Whether there was one. */
    static boolean delete(Session session, UUID id) {
        return session.execute(DELETE, Parameters.of("id", id)) == 1;
    }

    static long sweep(Session session, Instant before) {
        return session.execute(SWEEP, Parameters.of("before", before));
    }
}
