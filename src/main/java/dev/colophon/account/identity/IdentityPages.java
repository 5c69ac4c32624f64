package dev.colophon.account.identity;

import dev.colophon.account.AccountPages;
import dev.colophon.account.SignIn;
import dev.colophon.account.oidc.SignInAttempt;
import dev.colophon.account.session.Visitor;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in by the provider, and linking it to an account. A link begins it and no form: browsers let no form of ours
 * lead to another site ({@code form-action}).
 */
public final class IdentityPages implements Routes {
    /** Begins it for whoever signs in. */
    public static final String SIGN_IN = "/sign-in/oidc";

    private static final String ACCOUNT = "/account";

    private final SignInAttempts attempts;
    private final Identities identities;
    private final SignIn signIn;
    private final AccountPages pages;

    public IdentityPages(SignInAttempts attempts, Identities identities, SignIn signIn, AccountPages pages) {
        this.attempts = attempts;
        this.identities = identities;
        this.signIn = signIn;
        this.pages = pages;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(SIGN_IN).get(this::begin),
                Resource.page(SignInAttempts.CALLBACK).get(this::arrive),
                Resource.page(ACCOUNT + "/oidc").post(this::beginLink),
                Resource.page(ACCOUNT + "/oidc/unlink").post(this::unlink));
    }

    private void begin(Exchange exchange) {
        String next = AccountPages.local(exchange.query("next"));
        if (exchange.callerIfAny().isPresent()) {
            exchange.redirect(next);
            return;
        }
        try {
            exchange.leave(attempts.begin(exchange, Optional.empty(), next));
        } catch (Problem problem) {
            pages.showFailure(exchange, next, problem);
        }
    }

    private void arrive(Exchange exchange) {
        try {
            SignInAttempt attempt = attempts.open(exchange);
            if (attempt.linking().isPresent()) {
                link(exchange, attempt, attempt.linking().get());
            } else {
                signIn(exchange, attempt);
            }
        } catch (Problem problem) {
            fail(exchange, problem);
        }
    }

    private void signIn(Exchange exchange, SignInAttempt attempt) {
        try {
            Visitor visitor = Visitor.of(exchange).by(attempts.providerName());
            AccountPages.arrive(
                    exchange,
                    signIn.signInElsewhere(visitor, () -> identities.readerOf(attempts.identify(exchange, attempt))),
                    attempt.next());
        } catch (Problem problem) {
            pages.showFailure(exchange, attempt.next(), problem);
        }
    }

    /** The reader who began it has to be the one who is here. */
    private void link(Exchange exchange, SignInAttempt attempt, UUID reader) {
        Optional<Caller> caller = exchange.callerIfAny();
        if (caller.filter(here -> here.id().equals(reader)).isEmpty()) {
            throw Problem.of(
                    Kind.FORBIDDEN, "other_reader", "You are not signed in as whoever began this; begin again.");
        }
        identities.link(reader, attempts.identify(exchange, attempt));
        exchange.redirect(ACCOUNT);
    }

    private void fail(Exchange exchange, Problem problem) {
        if (exchange.callerIfAny().isPresent()) {
            exchange.page(new Page("account/identity/failed.jte", Map.of("error", problem.detail())), problem);
        } else {
            pages.showFailure(exchange, AccountPages.local(Optional.empty()), problem);
        }
    }

    /** A session alone, which may be stolen, is not enough to make another way in. */
    private void beginLink(Exchange exchange) {
        Caller caller = exchange.caller();
        try {
            signIn.demandPassword(caller, exchange.form().exact("current_password"));
            String address = attempts.begin(exchange, Optional.of(caller.id()), ACCOUNT);
            exchange.page(new Page(
                    "account/identity/continue.jte", Map.of("provider", attempts.providerName(), "address", address)));
        } catch (Problem problem) {
            pages.showAccountFailure(exchange, caller, problem);
        }
    }

    private void unlink(Exchange exchange) {
        Caller caller = exchange.caller();
        try {
            signIn.demandPassword(caller, exchange.form().exact("current_password"));
            identities.unlink(caller.id());
        } catch (Problem problem) {
            pages.showAccountFailure(exchange, caller, problem);
            return;
        }
        exchange.redirect(ACCOUNT);
    }
}
