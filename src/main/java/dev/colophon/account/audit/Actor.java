package dev.colophon.account.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id null for a command, which nobody has signed in for
 */
public record Actor(Kind kind, @Nullable UUID id) {
    /** An operator at the command line. */
    public static final Actor COMMAND = new Actor(Kind.COMMAND, null);

    /** In which role somebody did it. */
    public enum Kind {
        READER,
        ADMIN,
        COMMAND
    }

    /** Somebody with their own account. */
    public static Actor reader(UUID id) {
        return new Actor(Kind.READER, id);
    }

    /** An admin with the account of somebody, perhaps their own. */
    public static Actor admin(UUID id) {
        return new Actor(Kind.ADMIN, id);
    }
}
