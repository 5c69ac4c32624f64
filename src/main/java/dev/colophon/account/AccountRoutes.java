package dev.colophon.account;

import dev.colophon.account.AccountViews.CodeWanted;
import dev.colophon.account.AccountViews.CurrentSession;
import dev.colophon.account.AccountViews.Departure;
import dev.colophon.account.AccountViews.Login;
import dev.colophon.account.AccountViews.LoginCode;
import dev.colophon.account.AccountViews.Me;
import dev.colophon.account.AccountViews.PasswordChange;
import dev.colophon.account.AccountViews.Token;
import dev.colophon.account.SignIn.Arrival;
import dev.colophon.account.SignIn.CodeNeeded;
import dev.colophon.account.SignIn.SignedIn;
import dev.colophon.account.session.Visitor;
import dev.colophon.account.token.Tokens;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Scope;
import java.util.List;

/** Signing in and out and the own account, for programs. */
public final class AccountRoutes implements Routes {
    private static final String CODE = "/api/v1/auth/login/code";
    private static final String ME = "/api/v1/me";

    private final SignIn signIn;
    private final Accounts accounts;
    private final Tokens tokens;

    public AccountRoutes(SignIn signIn, Accounts accounts, Tokens tokens) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/auth/login").post(this::login),
                Resource.at(CODE).post(this::loginCode),
                Resource.at("/api/v1/auth/register").post(this::register),
                Resource.at("/api/v1/auth/session").get(this::session),
                Resource.at("/api/v1/auth/logout").post(this::logout),
                Resource.at("/api/v1/auth/logout-all").post(this::logoutAll),
                Resource.at("/api/v1/auth/password").post(this::changePassword),
                Resource.at(ME)
                        .needs(Scope.PROFILE_READ)
                        .get(this::me)
                        .patch(this::patch)
                        .delete(this::leave));
    }

    private void login(Exchange exchange) {
        Login login = exchange.body(Login.class);
        answer(exchange, signIn.signIn(Visitor.of(exchange), login.givenName(), login.givenPassword()));
    }

    private void loginCode(Exchange exchange) {
        LoginCode login = exchange.body(LoginCode.class);
        answer(exchange, signIn.signInWithCode(Visitor.of(exchange), login.givenPending(), login.givenCode()));
    }

    private static void answer(Exchange exchange, Arrival arrival) {
        switch (arrival) {
            case SignedIn signedIn -> exchange.reply(Token.of(signedIn));
            case CodeNeeded needed -> exchange.accepted(CODE, CodeWanted.of(needed));
        }
    }

    private void register(Exchange exchange) {
        NewUser wanted = exchange.body(NewUser.class);
        exchange.created(ME, Token.of(signIn.register(Visitor.of(exchange), wanted)));
    }

    private void session(Exchange exchange) {
        Caller caller = exchange.caller();
        exchange.reply(new CurrentSession(
                caller.tokenId(), tokens.expiry(exchange.token().orElseThrow()), Me.of(accounts.get(caller.id()))));
    }

    private void logout(Exchange exchange) {
        exchange.caller();
        signIn.signOut(exchange.token().orElseThrow());
        exchange.done();
    }

    private void logoutAll(Exchange exchange) {
        signIn.signOutEverywhere(exchange.caller());
        exchange.done();
    }

    private void changePassword(Exchange exchange) {
        Caller caller = exchange.caller();
        PasswordChange change = exchange.body(PasswordChange.class);
        exchange.reply(
                Token.of(signIn.changePassword(caller, Visitor.of(exchange), change.current(), change.replacement())));
    }

    private void me(Exchange exchange) {
        exchange.reply(Me.of(accounts.get(exchange.caller().id())));
    }

    private void patch(Exchange exchange) {
        Caller caller = exchange.caller();
        exchange.reply(Me.of(signIn.changeProfile(caller, exchange.bodyTree())));
    }

    private void leave(Exchange exchange) {
        Caller caller = exchange.caller();
        signIn.leave(caller, exchange.body(Departure.class).current());
        exchange.done();
    }
}
