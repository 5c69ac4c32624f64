package dev.colophon.account.invitation;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings.Registration;
import org.jspecify.annotations.Nullable;

/**
 * Who may make an account by themselves.
 *
 * @param firstIsAdmin whether whoever makes the first account of all is an admin, as on a machine of one's own
 */
public record Admittance(Registration registration, Invitations invitations, boolean firstIsAdmin) {
    /** Whether strangers may. */
    public boolean isOpen() {
        return registration == Registration.OPEN;
    }

    /**
     * @param invitation what somebody shows who is invited; null for nothing
     * @throws Problem of kind FORBIDDEN
     */
    public void demand(@Nullable String invitation) {
        if (registration == Registration.CLOSED) {
            throw refused("registration_closed", "New accounts are made by the operator here.");
        }
        if (invitation != null) {
            invitations.demandGood(invitation);
        } else if (registration == Registration.INVITATION) {
            throw refused("invitation_needed", "Only somebody with an invitation can make an account here.");
        }
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(Kind.FORBIDDEN, code, detail);
    }
}
