package dev.colophon.account.session;

import dev.colophon.account.token.IssuedToken;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import java.time.Instant;
import java.util.List;

/** Where the caller is signed in, at the API; no access token may look. */
public final class SessionRoutes implements Routes {
    private static final String PATH = "/api/v1/me/sessions";
    private static final String LIST = "sessions";

    private final Sessions sessions;

    public SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The token that takes the place of the caller's.
     *
     * @param expiresIn seconds
     */
    record Renewed(String accessToken, String tokenType, long expiresIn, Instant expiresAt) {
        @Override
        public String toString() {
            return "Renewed[]";
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::list).delete(this::endOthers).query("cursor", "limit"),
                Resource.at(PATH + "/{id}").delete(this::end));
    }

    private void list(Exchange exchange) {
        Caller caller = exchange.caller();
        exchange.reply(LIST, sessions.list(caller, exchange.cursor(LIST), exchange.limit()));
    }

    private void endOthers(Exchange exchange) {
        IssuedToken begun = sessions.endOthers(exchange.caller().id(), Visitor.of(exchange));
        exchange.reply(new Renewed(begun.token().value(), "Bearer", begun.lifetimeSeconds(), begun.expiresAt()));
    }

    private void end(Exchange exchange) {
        sessions.end(exchange.caller().id(), exchange.pathId("id"));
        exchange.done();
    }
}
