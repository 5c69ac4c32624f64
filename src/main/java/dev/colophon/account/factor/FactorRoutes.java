package dev.colophon.account.factor;

import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The caller's second factor at the API, closed to access tokens. */
public final class FactorRoutes implements Routes {
    private static final String PATH = "/api/v1/me/second-factor";

    private final SecondFactors factors;
    private final BiConsumer<Caller, String> password;

    /**
     * @param password demands the caller's password, or throws a problem
     */
    public FactorRoutes(SecondFactors factors, BiConsumer<Caller, String> password) {
        this.factors = factors;
        this.password = password;
    }

    /** What a caller proves, as far as it is needed. */
    record Proof(@Nullable String currentPassword, @Nullable String code) {
        String password() {
            return currentPassword == null ? "" : currentPassword;
        }

        String givenCode() {
            return code == null ? "" : code;
        }

        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    record Codes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "Codes[]";
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::show).post(this::begin).delete(this::turnOff),
                Resource.at(PATH + "/confirm").post(this::confirm),
                Resource.at(PATH + "/recovery-codes").post(this::renewCodes));
    }

    private void show(Exchange exchange) {
        exchange.reply(factors.status(exchange.caller().id()));
    }

    private void begin(Exchange exchange) {
        Caller caller = exchange.caller();
        password.accept(caller, exchange.body(Proof.class).password());
        exchange.created(PATH, factors.begin(caller));
    }

    private void confirm(Exchange exchange) {
        Caller caller = exchange.caller();
        Proof proof = exchange.body(Proof.class);
        exchange.reply(new Codes(factors.confirm(caller.id(), proof.givenCode())));
    }

    private void renewCodes(Exchange exchange) {
        Caller caller = exchange.caller();
        Proof proof = exchange.body(Proof.class);
        password.accept(caller, proof.password());
        exchange.reply(new Codes(factors.renewCodes(caller, proof.givenCode())));
    }

    private void turnOff(Exchange exchange) {
        Caller caller = exchange.caller();
        Proof proof = exchange.body(Proof.class);
        password.accept(caller, proof.password());
        factors.turnOff(caller, proof.givenCode());
        exchange.done();
    }
}
