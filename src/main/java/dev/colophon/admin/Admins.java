package dev.colophon.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.session.Caller;

/** The door of everything here. */
public final class Admins {
    private Admins() {}

    /**
     * Who asks, for the audit log.
     *
     * @throws Problem of kind NOT_FOUND for a reader who is no admin, as for what does not exist
     */
    public static Actor demand(Exchange exchange) {
        Caller caller = exchange.caller();
        if (!caller.admin()) {
            throw Problem.notFound();
        }
        return Actor.admin(caller.id());
    }
}
