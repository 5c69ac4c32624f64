package dev.colophon.account.invitation;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.Deed;
import dev.colophon.account.token.LinkToken;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import dev.colophon.web.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Makes, lists, revokes and uses invitations. */
public final class Invitations {
    /** How often {@link #sweep} is worth its while. */
    public static final Duration SWEEP_INTERVAL = Duration.ofHours(1);

    /** Where one leads. */
    public static final String PATH = "/sign-up?invitation=";

    /** After older data was put back, which may have one that was used up or revoked since. */
    public static final Statement FORGET_ALL = Statement.of("account.invitations-forget", "DELETE FROM invitations");

    /** An admin sees for so long that one has expired. */
    private static final Duration SHOWN_EXPIRED = Duration.ofDays(30);

    private final Database database;
    private final InstantSource clock;

    public Invitations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An invitation that was just made; also as JSON.
     *
     * @param path of this site, with the secret that is never to be had again
     */
    public record Made(String path, Invitation invitation) {
        @Override
        public String toString() {
            return "Made[" + invitation.id() + "]";
        }
    }

    public Made make(Actor actor, NewInvitation wanted) {
        Instant now = now().truncatedTo(ChronoUnit.MICROS);
        Secret token = LinkToken.make();
        Invitation invitation = new Invitation(
                Ids.next(),
                wanted.noteText(),
                wanted.roleOrUser(),
                wanted.uses(),
                0,
                now,
                now.plus(Duration.ofDays(wanted.lifetimeDays())));
        database.write(session -> {
            InvitationRepository.insert(session, invitation, LinkToken.hash(token.value()));
            AuditLog.add(session, now, new Deed(actor, AuditAction.INVITATION_MADE, null, about(invitation)));
            return invitation;
        });
        return new Made(PATH + token.value(), invitation);
    }

    /** Latest first. */
    public Part<Invitation> list(List<String> after, int limit) {
        List<Invitation> found = database.read(session -> InvitationRepository.list(session, after, limit + 1));
        return Part.of(found, limit, one -> one, one -> List.of(one.id().toString()));
    }

    /**
     * From now on no account is made with it; those that were stay.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public void revoke(Actor actor, UUID id) {
        database.write(session -> {
            if (!InvitationRepository.delete(session, id)) {
                throw Problem.notFound();
            }
            AuditLog.add(session, now(), new Deed(actor, AuditAction.INVITATION_REVOKED, null, id.toString()));
            return id;
        });
    }

    /**
     * Before a form is shown or a password is hashed.
     *
     * @throws Problem of kind FORBIDDEN when no account can be made with it
     */
    public void demandGood(String token) {
        boolean good = LinkToken.isOne(token)
                && database.read(session -> InvitationRepository.find(session, LinkToken.hash(token)))
                        .filter(found -> found.isGood(now()))
                        .isPresent();
        if (!good) {
            throw worthless();
        }
    }

    /**
     * Uses it up by one, in the transaction that makes the account.
     *
     * @throws Problem of kind FORBIDDEN when somebody else has used it up first
     */
    public static Invitation use(Session session, String token, Instant now) {
        return InvitationRepository.use(session, LinkToken.hash(token), now).orElseThrow(Invitations::worthless);
    }

    /** Forgets those that have expired a while ago. */
    public void sweep() {
        database.write(session -> InvitationRepository.sweep(session, now().minus(SHOWN_EXPIRED)));
    }

    public Instant now() {
        return clock.instant();
    }

    private static String about(Invitation invitation) {
        return invitation.id() + " " + invitation.role().text();
    }

    private static Problem worthless() {
        return Problem.of(
                Kind.FORBIDDEN,
                "invitation",
                "This invitation is used up, revoked or too old; ask whoever runs this for another one.");
    }
}
