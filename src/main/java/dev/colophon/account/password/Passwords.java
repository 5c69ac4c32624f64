package dev.colophon.account.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.colophon.problem.Problem;
import dev.colophon.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with bcrypt. That takes a third of a second of pure computing, so a few threads
 * of their own do it: virtual threads would keep their carriers, and with them all requests.
 */
public final class Passwords implements AutoCloseable {
    /** Of a password in UTF-8; more is silently cut off by bcrypt. */
    public static final int MAX_BYTES = 72;

    /** What is stored for an account without a password, which none matches. */
    public static final Secret NONE = new Secret("none");

    private static final int COST = 12;
    private static final int MAX_WAITING = 64;
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

    private final int cost;
    private final ThreadPoolExecutor threads;
    private final Secret nobodysHash;

    public Passwords() {
        this(COST);
    }

    /**
     * @param cost logarithm of the rounds; tests take the least, 4
     */
    public Passwords(int cost) {
        this.cost = cost;
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name("password-", 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        // the hash of no password at all, with the same cost, to compare with for unknown names
        this.nobodysHash = new Secret("$2b$" + (cost < 10 ? "0" : "") + cost + "$" + "a".repeat(53));
    }

    /**
     * @throws Problem of kind UNAVAILABLE when too many are waiting
     */
    public Secret hash(String password) {
        return new Secret(run(
                () -> new String(BCrypt.with(VERSION).hash(cost, bytes(password)), StandardCharsets.US_ASCII)));
    }

    /** A password that cannot be one takes as long as a wrong one, or trying would be free. */
    public boolean matches(String password, Secret hash) {
        byte[] given = bytes(password);
        byte[] tried = Arrays.copyOf(given, Math.min(given.length, MAX_BYTES));
        Secret compared = hash.equals(NONE) ? nobodysHash : hash;
        byte[] stored = compared.value().getBytes(StandardCharsets.US_ASCII);
        boolean same = run(() -> BCrypt.verifyer(VERSION).verify(tried, stored).verified);
        return same && tried.length == given.length;
    }

    /** Takes as long as {@link #matches} and never does. */
    public void matchesNobody(String password) {
        boolean never = matches(password, nobodysHash);
        assert !never;
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T run(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work);
        } catch (RejectedExecutionException full) {
            throw Problem.unavailable("busy", "Too many people sign in right now.", 2);
        }
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw Problem.unavailable("busy", "Signing in took too long.", 2);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("hashing a password failed", fault.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
