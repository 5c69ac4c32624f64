package dev.colophon.account.password;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.admission.RateLimit;
import dev.colophon.server.connection.Client;
import dev.colophon.text.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slows down whoever guesses passwords: so many attempts a minute from one client, and so many on
 * one account. Each instance counts for itself. The memory is fixed, whoever tries whatever: a name
 * is a digest, which picks one of the slots of a {@link RateLimit}. Nothing is ever thrown out to
 * make room, so that no flood of other names ends the block of an account under attack.
 */
public final class LoginThrottle {
    private final RateLimit byClient;
    private final RateLimit byAccount;

    /**
     * @param perMinute LOGIN_ATTEMPTS_PER_MINUTE; 0 is off
     */
    public LoginThrottle(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    /**
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public LoginThrottle(int perMinute, LongSupplier nanoTime) {
        byClient = new RateLimit(perMinute, nanoTime);
        byAccount = new RateLimit(perMinute, nanoTime);
    }

    /**
     * Takes one attempt from the client, whatever comes of it.
     *
     * @throws Problem of kind TOO_MANY_REQUESTS when it has none left
     */
    public void take(Client client) {
        take(byClient, client.key());
    }

    /** Runs what costs the client an attempt when it fails. */
    public <T> T attempt(Client client, Supplier<T> work) {
        return attempt(byClient, client.key(), work);
    }

    /**
     * Runs what costs the account an attempt when it fails.
     *
     * @param account one spelling for one account
     */
    public <T> T attempt(String account, Supplier<T> work) {
        return attempt(byAccount, digest(account), work);
    }

    /** What could not be tried, for want of a database or of a free thread, costs nothing. */
    private static <T> T attempt(RateLimit limit, long key, Supplier<T> work) {
        take(limit, key);
        try {
            T result = work.get();
            limit.giveBack(key);
            return result;
        } catch (Problem problem) {
            if (problem.kind() == Kind.UNAVAILABLE || problem.kind() == Kind.TOO_MANY_REQUESTS) {
                limit.giveBack(key);
            }
            throw problem;
        }
    }

    private static void take(RateLimit limit, long key) {
        int seconds = limit.secondsToWait(key);
        if (seconds > 0) {
            throw Problem.tooManyRequests("Too many attempts to sign in; wait a moment.", seconds);
        }
    }

    private static long digest(String account) {
        byte[] digest = Hash.digest().digest(account.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }
}
