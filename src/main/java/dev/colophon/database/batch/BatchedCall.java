package dev.colophon.database.batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One caller of {@link BatchedCalls}, whose lock guards what it is to run and whether it is gone. */
final class BatchedCall<K, V> {
    private final K key;
    private final CompletableFuture<List<BatchedCall<K, V>>> turn = new CompletableFuture<>();
    private List<BatchedCall<K, V>> batch = List.of();
    private boolean gone;
    private @Nullable V value;

    BatchedCall(K key) {
        this.key = key;
    }

    K key() {
        return key;
    }

    /** Ends with the calls that this one has to answer, itself among them; with none when it has been answered. */
    CompletableFuture<List<BatchedCall<K, V>>> turn() {
        return turn;
    }

    /** What this call has been chosen to answer; empty while it has not. */
    List<BatchedCall<K, V>> batch() {
        return batch;
    }

    /** Its thread waits no longer. */
    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    Optional<V> value() {
        return Optional.ofNullable(value);
    }

    void lead(List<BatchedCall<K, V>> calls) {
        batch = calls;
        turn.complete(calls);
    }

    void answer(@Nullable V found) {
        value = found;
        turn.complete(List.of());
    }
}
