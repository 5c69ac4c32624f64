package dev.colophon.transfer.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work in a thread of its own while its caller does something else; nothing interrupts it. */
public final class Aside<T> {
    private final CompletableFuture<T> work;

    private Aside(CompletableFuture<T> work) {
        this.work = work;
    }

    /** Begins at once. */
    public static <T> Aside<T> of(Supplier<T> work) {
        return new Aside<>(CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().name("imports-aside").daemon().start(task)));
    }

    /**
     * Waits for its end.
     *
     * @throws RuntimeException what it threw
     */
    public T result() {
        try {
            return work.join();
        } catch (CompletionException thrown) {
            if (thrown.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw thrown;
        }
    }

    /** Waits for its end, however it ends. */
    public void await() {
        work.handle((result, failure) -> true).join();
    }
}
