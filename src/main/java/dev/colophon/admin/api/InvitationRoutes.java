package dev.colophon.admin.api;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.invitation.NewInvitation;
import dev.colophon.admin.Admins;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;

/** Invitations. */
public final class InvitationRoutes implements Routes {
    private static final String PATH = "/api/v1/admin/invitations";
    private static final String LIST = "invitations";

    private final Invitations invitations;

    public InvitationRoutes(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::list).post(this::make).query("cursor", "limit"),
                Resource.at(PATH + "/{id}").delete(this::revoke));
    }

    private void list(Exchange exchange) {
        Admins.demand(exchange);
        exchange.reply(LIST, invitations.list(exchange.cursor(LIST), exchange.limit()));
    }

    private void make(Exchange exchange) {
        Actor actor = Admins.demand(exchange);
        Invitations.Made made = invitations.make(actor, exchange.body(NewInvitation.class));
        exchange.created(PATH + "/" + made.invitation().id(), made);
    }

    private void revoke(Exchange exchange) {
        invitations.revoke(Admins.demand(exchange), exchange.pathId("id"));
        exchange.done();
    }
}
