package dev.colophon.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.account.SignIn.Arrival;
import dev.colophon.account.SignIn.CodeNeeded;
import dev.colophon.account.SignIn.SignedIn;
import dev.colophon.account.factor.PendingSignIn;
import dev.colophon.account.session.Visitor;
import dev.colophon.account.token.IssuedToken;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Signing in and out and the own account, for people. */
public final class AccountPages implements Routes {
    private static final String SIGN_IN = "/sign-in";
    private static final String SIGN_UP = "/sign-up";
    private static final String ACCOUNT = "/account";
    private static final String HOME = "/";
    private static final String INVITATION = "invitation";

    private final SignIn signIn;
    private final Accounts accounts;
    private final Optional<OtherWay> otherWay;

    /**
     * @param otherWay to sign in than by a password
     */
    public AccountPages(SignIn signIn, Accounts accounts, Optional<OtherWay> otherWay) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.otherWay = otherWay;
    }

    /**
     * Where somebody else says who a reader is.
     *
     * @param name what readers know it by
     * @param path begins it, with {@code next} in its query
     * @param section what the account says of it
     */
    public record OtherWay(String name, String path, Function<Caller, Page> section) {}

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(SIGN_IN).get(this::showSignIn).post(this::signIn),
                Resource.page(SIGN_IN + "/code").post(this::signInWithCode),
                Resource.page("/sign-out").post(this::signOut),
                Resource.page(SIGN_UP).get(this::showSignUp).post(this::signUp),
                Resource.page(ACCOUNT).get(this::showAccount).post(this::changePassword),
                Resource.page("/account/first-password").post(this::setFirstPassword),
                Resource.page("/account/dates").post(this::changeDates),
                Resource.page("/account/profile").post(this::changeProfile),
                Resource.page("/account/sign-out-everywhere").post(this::signOutEverywhere),
                Resource.page("/account/remove").post(this::leave));
    }

    private void showSignIn(Exchange exchange) {
        String next = local(exchange.query("next"));
        if (exchange.callerIfAny().isPresent()) {
            exchange.redirect(next);
            return;
        }
        exchange.page(signInPage("", next, ""));
    }

    private void signIn(Exchange exchange) {
        Form form = exchange.form();
        String name = form.text("username").orElse("");
        String next = local(form.text("next"));
        try {
            arrive(exchange, signIn.signIn(Visitor.of(exchange), name, form.exact("password")), next);
        } catch (Problem problem) {
            exchange.page(signInPage(name, next, shown(problem)), problem);
        }
    }

    /** The second step; whoever takes too long begins again with the password. */
    private void signInWithCode(Exchange exchange) {
        Form form = exchange.form();
        String pending = form.text("pending").orElse("");
        String next = local(form.text("next"));
        try {
            arrive(exchange, signIn.signInWithCode(Visitor.of(exchange), pending, form.exact("code")), next);
        } catch (Problem problem) {
            boolean again = problem.code().equals(PendingSignIn.EXPIRED);
            Page page = again ? signInPage("", next, problem.detail()) : codePage(pending, next, shown(problem));
            exchange.page(page, problem);
        }
    }

    /** Lets somebody in who has proved who they are, or asks for the code. */
    public static void arrive(Exchange exchange, Arrival arrival, String next) {
        switch (arrival) {
            case SignedIn signedIn -> {
                start(exchange, signedIn);
                exchange.redirect(next);
            }
            case CodeNeeded needed -> exchange.page(codePage(needed.pending(), next, ""));
        }
    }

    private static Page codePage(String pending, String next, String error) {
        return new Page("account/sign-in-code.jte", Map.of("pending", pending, "next", next, "error", error));
    }

    /** The page to sign in, with why that has failed in another way. */
    public void showFailure(Exchange exchange, String next, Problem problem) {
        exchange.page(signInPage("", next, problem.detail()), problem);
    }

    private Page signInPage(String username, String next, String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("username", username);
        parameters.put("next", next);
        parameters.put("error", error);
        parameters.put("registrationOpen", signIn.registrationOpen());
        parameters.put("otherName", otherWay.map(OtherWay::name).orElse(""));
        parameters.put(
                "otherHref",
                otherWay.map(way -> way.path() + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                        .orElse(""));
        return new Page("account/sign-in.jte", parameters);
    }

    private void signOut(Exchange exchange) {
        if (exchange.callerIfAny().isPresent()) {
            signIn.signOut(exchange.token().orElseThrow());
        }
        exchange.endSession();
        exchange.redirect(HOME);
    }

    private void showSignUp(Exchange exchange) {
        String invitation = exchange.query(INVITATION).orElse("");
        signIn.demandOpen(given(invitation));
        exchange.page(signUpPage(invitation, "", "", ""));
    }

    private void signUp(Exchange exchange) {
        Form form = exchange.form();
        String invitation = form.text(INVITATION).orElse("");
        signIn.demandOpen(given(invitation));
        String name = form.text("username").orElse("");
        Optional<String> email = form.text("email");
        try {
            var wanted = new NewUser(name, email.orElse(null), null, form.exact("password"), given(invitation));
            start(exchange, signIn.register(Visitor.of(exchange), wanted));
        } catch (Problem problem) {
            exchange.page(signUpPage(invitation, name, email.orElse(""), shown(problem)), problem);
            return;
        }
        exchange.redirect(HOME);
    }

    private static @Nullable String given(String invitation) {
        return invitation.isEmpty() ? null : invitation;
    }

    private Page signUpPage(String invitation, String username, String email, String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("invitation", invitation);
        parameters.put("makesAdmin", signIn.makesAdmin());
        parameters.put("username", username);
        parameters.put("email", email);
        parameters.put("error", error);
        return new Page("account/sign-up.jte", parameters);
    }

    private void showAccount(Exchange exchange) {
        exchange.page(
                accountPage(exchange.caller(), "", exchange.query("changed").orElse("")));
    }

    private void changeDates(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.put("locale", form.text("locale").orElse(null));
        patch.put("time_zone", form.text("time_zone").orElse(null));
        change(exchange, caller, patch, "dates");
    }

    /** What others see. */
    private void changeProfile(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.put("display_name", form.text("display_name").orElse(""));
        patch.put("biography", form.text("biography").orElse(null));
        form.text("visibility").ifPresent(visibility -> patch.put("visibility", visibility));
        change(exchange, caller, patch, "profile");
    }

    private void change(Exchange exchange, Caller caller, ObjectNode patch, String changed) {
        try {
            signIn.changeProfile(caller, patch);
        } catch (Problem problem) {
            exchange.page(accountPage(caller, shown(problem), ""), problem);
            return;
        }
        exchange.redirect(ACCOUNT + "?changed=" + changed);
    }

    private void changePassword(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        try {
            start(
                    exchange,
                    signIn.changePassword(
                            caller, Visitor.of(exchange), form.exact("current_password"), form.exact("new_password")));
        } catch (Problem problem) {
            exchange.page(accountPage(caller, shown(problem), ""), problem);
            return;
        }
        exchange.redirect(ACCOUNT + "?changed=1");
    }

    /** The page of the account, with why something on it has failed. */
    public void showAccountFailure(Exchange exchange, Caller caller, Problem problem) {
        exchange.page(accountPage(caller, problem.detail(), ""), problem);
    }

    private void setFirstPassword(Exchange exchange) {
        Caller caller = exchange.caller();
        try {
            start(
                    exchange,
                    signIn.setFirstPassword(
                            caller, Visitor.of(exchange), exchange.form().exact("new_password")));
        } catch (Problem problem) {
            exchange.page(accountPage(caller, shown(problem), ""), problem);
            return;
        }
        exchange.redirect(ACCOUNT + "?changed=1");
    }

    /**
     * @param changed the form that was saved; empty when none was
     */
    private Page accountPage(Caller caller, String error, String changed) {
        User user = accounts.get(caller.id());
        return new Page(
                "account/account.jte",
                Map.of("user", user, "error", error, "changed", changed),
                otherWay.map(way -> way.section().apply(caller)).stream().toList());
    }

    private void signOutEverywhere(Exchange exchange) {
        signIn.signOutEverywhere(exchange.caller());
        exchange.endSession();
        exchange.redirect(SIGN_IN);
    }

    private void leave(Exchange exchange) {
        Caller caller = exchange.caller();
        try {
            signIn.leave(caller, exchange.form().exact("current_password"));
        } catch (Problem problem) {
            exchange.page(accountPage(caller, shown(problem), ""), problem);
            return;
        }
        exchange.endSession();
        exchange.redirect(HOME);
    }

    private static void start(Exchange exchange, SignedIn signedIn) {
        IssuedToken issued = signedIn.token();
        exchange.startSession(issued.token().value(), issued.lifetimeSeconds());
    }

    /** What the form says about a failure; what the form cannot mend gets its own page. */
    private static String shown(Problem problem) {
        if (problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.INTERNAL) {
            throw problem;
        }
        return problem.detail();
    }

    /** The path that somebody wants to go to, if it is one of this site. */
    public static String local(Optional<String> next) {
        return next.filter(LocalPath::holds).orElse(HOME);
    }
}
