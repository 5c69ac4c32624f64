package dev.colophon.storage;

import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. The message names the store and the reason, never a secret. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What whoever asked can do about it. */
    public enum Reason {
        /** No blob of that name. */
        MISSING,
        /** There is a blob of that name already. */
        EXISTS,
        /** The store refuses this user. */
        DENIED,
        /** No room left. */
        FULL,
        /** The store is away, or answers with failures of its own: worth a retry. */
        UNREACHABLE,
        /** What was read or written is not what should be there. */
        DAMAGED
    }

    private final Reason reason;

    public StorageFailure(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
