package dev.colophon.account.session;

import dev.colophon.account.token.IssuedToken;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The page where a reader sees where they are signed in, and ends it. */
public final class SessionPages implements Routes {
    private static final String PATH = "/account/sessions";
    private static final String LIST = "sessions";
    private static final int SHOWN = 50;

    private final Sessions sessions;

    public SessionPages(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show),
                Resource.page(PATH + "/end-others").post(this::endOthers),
                Resource.page(PATH + "/{id}/end").post(this::end));
    }

    private void show(Exchange exchange) {
        Part<ReaderSession> part = sessions.list(exchange.caller(), exchange.cursor(LIST), SHOWN);
        String next = exchange.nextCursor(LIST, part);
        exchange.page(new Page(
                "account/session/sessions.jte",
                Map.of("sessions", part.items(), "nextHref", next == null ? "" : PATH + "?cursor=" + next)));
    }

    /** What is known of a device, in the words of a page. */
    static String said(String device, Texts texts) {
        if (device.isEmpty()) {
            return texts.text("account.sessions.unknown_device");
        }
        int on = device.indexOf(Device.ON);
        return on < 0
                ? device
                : texts.text(
                        "account.sessions.browser_on_system",
                        device.substring(0, on),
                        device.substring(on + Device.ON.length()));
    }

    private void endOthers(Exchange exchange) {
        IssuedToken begun = sessions.endOthers(exchange.caller().id(), Visitor.of(exchange));
        exchange.startSession(begun.token().value(), begun.lifetimeSeconds());
        exchange.redirect(PATH);
    }

    private void end(Exchange exchange) {
        Caller caller = exchange.caller();
        UUID id = exchange.pathId("id");
        sessions.end(caller.id(), id);
        if (id.equals(caller.tokenId())) {
            exchange.endSession();
            exchange.redirect(LocalPath.SIGN_IN);
        } else {
            exchange.redirect(PATH);
        }
    }
}
