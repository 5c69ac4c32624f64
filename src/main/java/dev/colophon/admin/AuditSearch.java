package dev.colophon.admin;

import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditEntry;
import dev.colophon.account.audit.AuditFilter;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.database.Ids;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Part;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks through the audit log for a reader whom somebody names, or knows by the id of an account that is gone. */
public final class AuditSearch {
    private final AuditLog log;
    private final ReaderAccounts readers;

    public AuditSearch(AuditLog log, ReaderAccounts readers) {
        this.log = log;
        this.readers = readers;
    }

    /**
     * Latest first.
     *
     * @param reader the name or the id of the one whom entries concern; null for anybody
     * @param action null for any
     */
    public Part<AuditEntry> list(@Nullable String reader, @Nullable AuditAction action, List<String> after, int limit) {
        return log.list(new AuditFilter(reader == null ? null : id(reader), action), after, limit);
    }

    private UUID id(String reader) {
        try {
            return UUID.fromString(reader);
        } catch (IllegalArgumentException name) {
            return named(reader);
        }
    }

    /** A name that nobody has is a reader whom nothing concerns. */
    private UUID named(String name) {
        try {
            return readers.named(name).id();
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                return Ids.FIRST;
            }
            throw problem;
        }
    }
}
