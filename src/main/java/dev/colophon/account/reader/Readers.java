package dev.colophon.account.reader;

import dev.colophon.account.access.AccessTokens;
import dev.colophon.account.audit.Actor;
import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.Deed;
import dev.colophon.account.factor.SecondFactors;
import dev.colophon.account.reset.ResetLink;
import dev.colophon.account.reset.ResetLinks;
import dev.colophon.account.token.SignOut;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes accounts for an admin. One that does not exist is NOT_FOUND; what is so already is not done again. */
public final class Readers {
    private final Database database;
    private final InstantSource clock;
    private final Consumer<UUID> changed;

    /**
     * @param changed hears whose tokens stand for something else now
     */
    public Readers(Database database, InstantSource clock, Consumer<UUID> changed) {
        this.database = database;
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * Nobody can sign in any more; sessions end, access tokens and a link for a new password are removed.
     *
     * @throws Problem of kind CONFLICT when it is the last admin who is enabled
     */
    public void disable(Actor actor, UUID id) {
        change(id, session -> {
            List<UUID> admins = ReaderRepository.holdAdmins(session);
            if (held(session, id).disabledAt() == null) {
                demandAnother(admins, id);
                Instant now = clock.instant();
                ReaderRepository.setDisabled(session, id, now, now);
                SignOut.reader(session, id, now);
                AccessTokens.removeAll(session, id);
                ResetLinks.remove(session, id);
                AuditLog.add(session, now, new Deed(actor, AuditAction.READER_DISABLED, id));
            }
        });
    }

    public void enable(Actor actor, UUID id) {
        change(id, session -> {
            if (held(session, id).disabledAt() != null) {
                Instant now = clock.instant();
                ReaderRepository.setDisabled(session, id, null, now);
                AuditLog.add(session, now, new Deed(actor, AuditAction.READER_ENABLED, id));
            }
        });
    }

    /**
     * @throws Problem of kind CONFLICT when it is the last admin who is enabled
     */
    public void setRole(Actor actor, UUID id, Role role) {
        change(id, session -> {
            List<UUID> admins = ReaderRepository.holdAdmins(session);
            ReaderState state = held(session, id);
            if (state.role() != role) {
                if (state.isEnabledAdmin()) {
                    demandAnother(admins, id);
                }
                Instant now = clock.instant();
                ReaderRepository.setRole(session, id, role, now);
                AuditLog.add(session, now, new Deed(actor, AuditAction.ROLE_CHANGED, id, role.text()));
            }
        });
    }

    /**
     * @param bytes of all files of the reader; null for what the settings say
     * @throws Problem of kind INVALID below 0
     */
    public void setQuota(Actor actor, UUID id, @Nullable Long bytes) {
        if (bytes != null && bytes < 0) {
            throw Problem.invalid("/quota_bytes", "range", "A quota is 0 bytes or more.");
        }
        change(id, session -> {
            if (!Objects.equals(held(session, id).quotaBytes(), bytes)) {
                Instant now = clock.instant();
                ReaderRepository.setQuota(session, id, bytes, now);
                String said = bytes == null ? "" : bytes.toString();
                AuditLog.add(session, now, new Deed(actor, AuditAction.QUOTA_CHANGED, id, said));
            }
        });
    }

    /**
     * A link by which the reader sets a new password; it takes the place of the one before.
     *
     * @throws Problem of kind CONFLICT when the account is disabled
     */
    public ResetLink resetPassword(Actor actor, UUID id) {
        return database.write(session -> {
            if (held(session, id).disabledAt() != null) {
                throw Problem.conflict("disabled", "The reader is disabled; enable the account first.");
            }
            Instant now = clock.instant();
            AuditLog.add(session, now, new Deed(actor, AuditAction.PASSWORD_RESET_MADE, id));
            return ResetLinks.make(session, id, now);
        });
    }

    /**
     * Lets a reader sign in without a code who has lost the app and the recovery codes.
     *
     * @return whether there was a second factor
     */
    public boolean removeSecondFactor(Actor actor, UUID id) {
        return database.write(session -> {
            held(session, id);
            boolean removed = SecondFactors.remove(session, id);
            if (removed) {
                AuditLog.add(session, clock.instant(), new Deed(actor, AuditAction.SECOND_FACTOR_REMOVED, id));
            }
            return removed;
        });
    }

    private void change(UUID id, Consumer<Session> work) {
        database.write(session -> {
            work.accept(session);
            return id;
        });
        changed.accept(id);
    }

    private static ReaderState held(Session session, UUID id) {
        return ReaderRepository.hold(session, id).orElseThrow(Problem::notFound);
    }

    private static void demandAnother(List<UUID> admins, UUID id) {
        if (admins.equals(List.of(id))) {
            throw Problem.conflict("last_admin", "This is the last admin who can sign in; make another one first.");
        }
    }
}
