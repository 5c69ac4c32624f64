package dev.colophon.account.factor;

import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.Deed;
import dev.colophon.account.factor.FactorKeys.Opened;
import dev.colophon.account.password.LoginThrottle;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Signer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sets second factors up, asks for their codes, and turns them off. */
public final class SecondFactors {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final FactorKeys keys;
    private final Signer signer;
    private final LoginThrottle throttle;
    private final InstantSource clock;

    public SecondFactors(AccountSettings settings, Database database, LoginThrottle throttle, InstantSource clock) {
        this.database = database;
        this.keys = new FactorKeys(settings);
        this.signer = PendingSignIn.signer(settings);
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * How it stands with a reader; also as JSON.
     *
     * @param since null while there is none
     */
    public record Status(boolean enabled, @Nullable Instant since, int recoveryCodesLeft) {}

    Status status(UUID reader) {
        return database.read(session -> {
            Optional<Factor> factor = FactorRepository.find(session, reader).filter(Factor::isOn);
            return new Status(
                    factor.isPresent(),
                    factor.map(Factor::confirmedAt).orElse(null),
                    FactorRepository.codesLeft(session, reader));
        });
    }

    /** Whether a sign-in needs a code. */
    public boolean isOn(UUID reader) {
        return database.read(session -> FactorRepository.find(session, reader))
                .filter(Factor::isOn)
                .isPresent();
    }

    /** What somebody keeps who has proved the password and owes a code. */
    public String pending(UUID reader, long epoch) {
        return new PendingSignIn(reader, epoch, clock.instant().plus(PendingSignIn.LIFETIME)).sealed(signer);
    }

    /**
     * @throws Problem of kind UNAUTHORIZED when it is not ours or too old
     */
    public PendingSignIn open(String pending) {
        return PendingSignIn.open(signer, pending, clock.instant());
    }

    /**
     * A secret for an app, which counts for nothing before it is confirmed.
     *
     * @throws Problem of kind CONFLICT when there is one that is on
     */
    Enrolment begin(Caller caller) {
        byte[] secret = new byte[OneTimeCodes.SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String sealed = keys.seal(caller.id(), secret);
        database.write(session -> {
            if (!FactorRepository.begin(session, caller.id(), sealed, clock.instant())) {
                throw Problem.conflict("factor_on", "There is a second factor already; turn it off first.");
            }
            return sealed;
        });
        return Enrolment.of(caller.username(), secret);
    }

    /**
     * Asks for codes from now on.
     *
     * @return recovery codes, this once
     * @throws Problem of kind INVALID when that is no code of the app, or CONFLICT when none waits to be confirmed
     */
    List<String> confirm(UUID reader, String code) {
        List<String> codes = RecoveryCodes.make();
        return database.write(session -> {
            Factor factor = FactorRepository.find(session, reader)
                    .filter(found -> !found.isOn())
                    .orElseThrow(() -> Problem.conflict("no_enrolment", "Begin with a new secret for the app."));
            OptionalLong step = keys.open(reader, factor.sealed())
                    .map(opened -> step(opened, factor, code))
                    .orElse(OptionalLong.empty());
            if (step.isEmpty() || !FactorRepository.confirm(session, factor, step.getAsLong(), clock.instant())) {
                throw wrong();
            }
            FactorRepository.replaceCodes(session, reader, codes);
            AuditLog.add(session, clock.instant(), Deed.own(reader, AuditAction.SECOND_FACTOR_ENROLLED));
            return codes;
        });
    }

    /** Other recovery codes; those from before are worthless. */
    List<String> renewCodes(Caller caller, String code) {
        demand(caller.id(), caller.username(), code, SecondFactors::wrong);
        List<String> codes = RecoveryCodes.make();
        return database.write(session -> {
            FactorRepository.replaceCodes(session, caller.id(), codes);
            return codes;
        });
    }

    void turnOff(Caller caller, String code) {
        demand(caller.id(), caller.username(), code, SecondFactors::wrong);
        database.write(session -> {
            boolean removed = FactorRepository.delete(session, caller.id());
            if (removed) {
                AuditLog.add(session, clock.instant(), Deed.own(caller.id(), AuditAction.SECOND_FACTOR_REMOVED));
            }
            return removed;
        });
    }

    /**
     * Removes it without a code, for an operator whose reader has lost everything.
     *
     * @return whether there was one
     */
    public static boolean remove(Session session, UUID reader) {
        return FactorRepository.delete(session, reader);
    }

    /**
     * Uses a code up, of the app or for recovery. Wrong ones count as wrong passwords of the account do.
     *
     * @throws Problem what the caller wants said about a wrong one, or of kind TOO_MANY_REQUESTS
     */
    public void demand(UUID reader, String username, String code, Supplier<Problem> wrong) {
        throttle.attempt(username.toLowerCase(Locale.ROOT), () -> {
            if (!database.write(session -> use(session, reader, RecoveryCodes.plain(code)))) {
                throw wrong.get();
            }
            return reader;
        });
    }

    private boolean use(Session session, UUID reader, String code) {
        Optional<Factor> factor = FactorRepository.find(session, reader).filter(Factor::isOn);
        if (factor.isEmpty()) {
            return false;
        }
        Optional<Opened> opened = keys.open(reader, factor.get().sealed());
        OptionalLong step = opened.map(found -> step(found, factor.get(), code)).orElse(OptionalLong.empty());
        if (step.isPresent()) {
            return FactorRepository.use(session, reader, step.getAsLong(), resealed(factor.get(), opened.get()));
        }
        return FactorRepository.useCode(session, reader, code);
    }

    /** What the previous key has sealed is sealed anew, so that it outlives that key. */
    private String resealed(Factor factor, Opened opened) {
        return opened.current() ? factor.sealed() : keys.seal(factor.userId(), opened.secret());
    }

    private OptionalLong step(Opened opened, Factor factor, String code) {
        return OneTimeCodes.step(opened.secret(), RecoveryCodes.plain(code), clock.instant(), factor.lastStep());
    }

    private static Problem wrong() {
        return Problem.invalid("/code", "wrong", "This code is not right, or was used before.");
    }
}
