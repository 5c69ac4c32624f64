package dev.colophon.account.access;

import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page where a reader makes access tokens for programs, sees each once, and removes them. */
public final class AccessTokenPages implements Routes {
    private static final String PATH = "/account/access";
    private static final String LIST = "access-tokens";
    private static final int SHOWN = 50;

    private final AccessTokens tokens;

    public AccessTokenPages(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the page shows beside the list.
     *
     * @param name as it was typed into the form that is shown again
     * @param secret a token that was just made; empty when none was
     */
    public record Shown(String name, List<Scope> scopes, String secret, String error) {
        private static final Shown NOTHING = new Shown("", List.of(), "", "");

        @Override
        public String toString() {
            return "Shown[" + name + "]";
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show).post(this::make),
                Resource.page(PATH + "/{id}/remove").post(this::remove));
    }

    private void show(Exchange exchange) {
        exchange.page(page(exchange, Shown.NOTHING));
    }

    /** Answers with the page and not by a redirect, for nobody knows the secret afterwards. */
    private void make(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Form form = exchange.form();
        String name = form.text("name").orElse("");
        List<Scope> scopes = Objects.requireNonNullElse(form.fields().get("scopes"), List.<String>of()).stream()
                .flatMap(text -> Scope.of(text).stream())
                .toList();
        try {
            var made = tokens.make(reader, new NewAccessToken(name, scopes, expiry(form.text("days"))));
            exchange.page(page(exchange, new Shown("", List.of(), made.secret().value(), "")));
        } catch (Problem problem) {
            exchange.page(page(exchange, new Shown(name, scopes, "", problem.detail())), problem);
        }
    }

    private @Nullable Instant expiry(Optional<String> days) {
        if (days.isEmpty()) {
            return null;
        }
        if (!days.get().matches("\\d{1,3}")) {
            throw Problem.invalid("days", "range", "The form does not say how long the token is to last.");
        }
        return tokens.now().plus(Duration.ofDays(Integer.parseInt(days.get())));
    }

    private void remove(Exchange exchange) {
        tokens.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.redirect(PATH);
    }

    private Page page(Exchange exchange, Shown shown) {
        Part<AccessToken> part = tokens.list(exchange.caller().id(), exchange.cursor(LIST), SHOWN);
        String next = exchange.nextCursor(LIST, part);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tokens", part.items());
        parameters.put("scopes", Stream.of(Scope.values()).toList());
        parameters.put("shown", shown);
        parameters.put("now", tokens.now());
        parameters.put("nextHref", next == null ? "" : PATH + "?cursor=" + next);
        return new Page("account/access/access.jte", parameters);
    }
}
