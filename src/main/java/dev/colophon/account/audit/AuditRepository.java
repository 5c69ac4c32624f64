package dev.colophon.account.audit;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.logging.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the audit log. */
final class AuditRepository {
    private static final String NAME = "(SELECT u.username FROM users u WHERE u.id = ";

    private static final Statement ADD = Statement.of(
            "account.audit-add",
            "INSERT INTO audit_log (" + AuditEntry.COLUMNS.list() + ") VALUES (:id, :happened_at, :action, :actor_kind,"
                    + " :actor_id, " + NAME + ":actor_id), :subject_id, " + NAME + ":subject_id), :detail,"
                    + " :request_id)");

    private static final String LIST = "SELECT " + AuditEntry.COLUMNS.list() + " FROM audit_log WHERE id < :before";
    private static final String ORDER = " ORDER BY id DESC LIMIT :limit";
    private static final String OF_SUBJECT = " AND subject_id = :subject_id";
    private static final String OF_ACTION = " AND action = :action";

    private static final Statement ALL = Statement.of("account.audit-list", LIST + ORDER);
    private static final Statement BY_SUBJECT = Statement.of("account.audit-of-reader", LIST + OF_SUBJECT + ORDER);
    private static final Statement BY_ACTION = Statement.of("account.audit-of-action", LIST + OF_ACTION + ORDER);
    private static final Statement BY_BOTH =
            Statement.of("account.audit-of-reader-and-action", LIST + OF_SUBJECT + OF_ACTION + ORDER);

    private static final Statement SWEEP =
            Statement.of("account.audit-sweep", "DELETE FROM audit_log WHERE happened_at < :before");

    private static final Statement FORGET_ACTOR = Statement.of(
            "account.audit-forget-actor", "UPDATE audit_log SET actor_name = NULL WHERE actor_id = :reader");

    private static final Statement FORGET_SUBJECT = Statement.of(
            "account.audit-forget-subject", "UPDATE audit_log SET subject_name = NULL WHERE subject_id = :reader");

    private AuditRepository() {}

    static void add(Session session, Instant now, Deed deed) {
        session.execute(
                ADD,
                Parameters.of("id", Ids.next())
                        .and("happened_at", now)
                        .and("action", deed.action())
                        .and("actor_kind", deed.actor().kind())
                        .and("actor_id", deed.actor().id())
                        .and("subject_id", deed.subject())
                        .and("detail", deed.detail())
                        .and("request_id", RequestId.current()));
    }

    /**
     * Latest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     */
    static List<AuditEntry> list(Session session, AuditFilter filter, List<String> after, int limit) {
        UUID before = after.isEmpty() ? Ids.LAST : UUID.fromString(after.getFirst());
        Parameters parameters = Parameters.of("before", before).and("limit", limit);
        return session.list(statement(filter), AuditEntry::of, with(parameters, filter));
    }

    private static Statement statement(AuditFilter filter) {
        if (filter.reader() == null) {
            return filter.action() == null ? ALL : BY_ACTION;
        }
        return filter.action() == null ? BY_SUBJECT : BY_BOTH;
    }

    private static Parameters with(Parameters parameters, AuditFilter filter) {
        @Nullable UUID reader = filter.reader();
        Parameters some = reader == null ? parameters : parameters.and("subject_id", reader);
        return filter.action() == null ? some : some.and("action", filter.action());
    }

    static void forgetNames(Session session, UUID reader) {
        session.execute(FORGET_ACTOR, Parameters.of("reader", reader));
        session.execute(FORGET_SUBJECT, Parameters.of("reader", reader));
    }

    static long sweep(Session session, Instant before) {
        return session.execute(SWEEP, Parameters.of("before", before));
    }
}
