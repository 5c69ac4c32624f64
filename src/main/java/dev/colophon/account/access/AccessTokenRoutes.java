package dev.colophon.account.access;

import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;
import java.util.UUID;

/** The caller's access tokens at the API, which no access token may manage. */
public final class AccessTokenRoutes implements Routes {
    private static final String PATH = "/api/v1/me/tokens";
    private static final String LIST = "access tokens";

    private final AccessTokens tokens;

    public AccessTokenRoutes(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @param secret the token itself, this once
     */
    record MadeView(String secret, AccessToken token) {
        @Override
        public String toString() {
            return "MadeView[" + token.prefix() + "]";
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::list).post(this::make).query("cursor", "limit"),
                Resource.at(PATH + "/{id}").delete(this::remove));
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        exchange.reply(LIST, tokens.list(reader, exchange.cursor(LIST), exchange.limit()));
    }

    private void make(Exchange exchange) {
        UUID reader = exchange.caller().id();
        AccessTokens.Made made = tokens.make(reader, exchange.body(NewAccessToken.class));
        exchange.created(
                PATH + "/" + made.token().id(), new MadeView(made.secret().value(), made.token()));
    }

    private void remove(Exchange exchange) {
        tokens.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.done();
    }
}
