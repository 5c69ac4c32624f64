package dev.colophon.account.factor;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The page where a reader sets a second factor up and turns it off. */
public final class FactorPages implements Routes {
    private static final String PATH = "/account/second-factor";

    private final SecondFactors factors;
    private final BiConsumer<Caller, String> password;

    /**
     * @param password demands the caller's password, or throws a problem
     */
    public FactorPages(SecondFactors factors, BiConsumer<Caller, String> password) {
        this.factors = factors;
        this.password = password;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(this::show).post(this::begin),
                Resource.page(PATH + "/confirm").post(this::confirm),
                Resource.page(PATH + "/recovery-codes").post(this::renewCodes),
                Resource.page(PATH + "/off").post(this::turnOff));
    }

    private void show(Exchange exchange) {
        overview(exchange, "");
    }

    private void begin(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        showing(exchange, () -> {
            password.accept(caller, form.exact("current_password"));
            Enrolment enrolment = factors.begin(caller);
            exchange.page(new Page(
                    "account/factor/enrol.jte",
                    Map.of(
                            "secret",
                            enrolment.secret(),
                            "uri",
                            enrolment.uri(),
                            "picture",
                            FactorPicture.of(enrolment.uri()),
                            "error",
                            "")));
        });
    }

    /** The secret is not shown again with a wrong code: whoever has it can go on, anybody else begins anew. */
    private void confirm(Exchange exchange) {
        Caller caller = exchange.caller();
        String code = exchange.form().exact("code");
        try {
            showCodes(exchange, factors.confirm(caller.id(), code));
        } catch (Problem problem) {
            if (problem.kind() != Kind.INVALID) {
                throw problem;
            }
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("secret", "");
            parameters.put("uri", "");
            parameters.put("picture", new FactorPicture(0, ""));
            parameters.put("error", problem.detail());
            exchange.page(new Page("account/factor/enrol.jte", parameters), problem);
        }
    }

    private void renewCodes(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        showing(exchange, () -> {
            password.accept(caller, form.exact("current_password"));
            showCodes(exchange, factors.renewCodes(caller, form.exact("code")));
        });
    }

    private void turnOff(Exchange exchange) {
        Caller caller = exchange.caller();
        Form form = exchange.form();
        showing(exchange, () -> {
            password.accept(caller, form.exact("current_password"));
            factors.turnOff(caller, form.exact("code"));
            exchange.redirect(PATH);
        });
    }

    private static void showCodes(Exchange exchange, List<String> codes) {
        exchange.page(new Page("account/factor/codes.jte", Map.of("codes", codes)));
    }

    /** Does it, or tells what is wrong on the page where it was asked for. */
    private void showing(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.INTERNAL) {
                throw problem;
            }
            exchange.page(page(exchange, problem.detail()), problem);
        }
    }

    private void overview(Exchange exchange, String error) {
        exchange.page(page(exchange, error));
    }

    private Page page(Exchange exchange, String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("status", factors.status(exchange.caller().id()));
        parameters.put("username", exchange.caller().username());
        parameters.put("error", error);
        return new Page("account/factor/factor.jte", parameters);
    }
}
