package dev.colophon.account.audit;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.web.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Puts down who did what, and reads it. */
public final class AuditLog {
    /** How often {@link #sweep} is worth its while. */
    public static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final Duration kept;

    public AuditLog(Database database, InstantSource clock, AuditSettings settings) {
        this.database = database;
        this.clock = clock;
        this.kept = Duration.ofDays(settings.retentionDays());
    }

    /** To be called in the transaction of what is done; the names are those of now. */
    public static void add(Session session, Instant now, Deed deed) {
        AuditRepository.add(session, now, deed);
    }

    /**
     * For the transaction that removes an account: what was done stays under its id, which then says nothing of a
     * person, and the name goes with them.
     */
    public static void forgetNames(Session session, UUID reader) {
        AuditRepository.forgetNames(session, reader);
    }

    /** Latest first. */
    public Part<AuditEntry> list(AuditFilter filter, List<String> after, int limit) {
        List<AuditEntry> found = database.read(session -> AuditRepository.list(session, filter, after, limit + 1));
        return Part.of(found, limit, entry -> entry, entry -> List.of(entry.id().toString()));
    }

    /** Removes what is older than the settings keep it. */
    public void sweep() {
        database.write(session -> AuditRepository.sweep(session, clock.instant().minus(kept)));
    }
}
