package dev.colophon.admin.pages;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.invitation.Invitation;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.invitation.NewInvitation;
import dev.colophon.account.reader.Role;
import dev.colophon.admin.Admins;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an admin makes invitations, sees each link once, and revokes them. */
public final class InvitationPages implements Routes {
    private static final String PATH = "/admin/invitations";
    private static final String LIST = "invitations";
    private static final int SHOWN = 50;

    private final Invitations invitations;
    private final Registration registration;

    public InvitationPages(Invitations invitations, Registration registration) {
        this.invitations = invitations;
        this.registration = registration;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show).post(this::make),
                Resource.page(PATH + "/{id}/revoke").post(this::revoke));
    }

    private void show(Exchange exchange) {
        Admins.demand(exchange);
        exchange.page(page(exchange, "", ""));
    }

    /** Answers with the page and not by a redirect, for nobody knows the link afterwards. */
    private void make(Exchange exchange) {
        Actor actor = Admins.demand(exchange);
        Form form = exchange.form();
        try {
            var wanted = new NewInvitation(
                    form.text("note").orElse(null),
                    QueryParameters.constantOrNull(form.text("role"), Role.class),
                    number("/max_uses", form.text("max_uses")),
                    number("/days", form.text("days")));
            String link = exchange.origin() + invitations.make(actor, wanted).path();
            exchange.page(page(exchange, link, ""));
        } catch (Problem problem) {
            exchange.page(page(exchange, "", problem.detail()), problem);
        }
    }

    private static @Nullable Integer number(String pointer, Optional<String> text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.get().matches("\\d{1,6}")) {
            throw Problem.invalid(pointer, "range", "This is a whole number.");
        }
        return Integer.valueOf(text.get());
    }

    private void revoke(Exchange exchange) {
        invitations.revoke(Admins.demand(exchange), exchange.pathId("id"));
        exchange.redirect(PATH);
    }

    private Page page(Exchange exchange, String link, String error) {
        Part<Invitation> part = invitations.list(exchange.cursor(LIST), SHOWN);
        String next = exchange.nextCursor(LIST, part);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("invitations", part.items());
        parameters.put("now", invitations.now());
        parameters.put("closed", registration == Registration.CLOSED);
        parameters.put("link", link);
        parameters.put("error", error);
        parameters.put("nextHref", next == null ? "" : PATH + "?cursor=" + next);
        return new Page("admin/pages/invitations.jte", parameters);
    }
}
