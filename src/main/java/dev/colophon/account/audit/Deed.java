package dev.colophon.account.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does.
 *
 * @param subject whom it concerns; null for nobody yet, such as an invitation
 * @param detail such as the role from then on, or empty; never a secret
 */
public record Deed(
        Actor actor, AuditAction action, @Nullable UUID subject, String detail) {
    public Deed(Actor actor, AuditAction action, @Nullable UUID subject) {
        this(actor, action, subject, "");
    }

    /** What a reader does with their own account. */
    public static Deed own(UUID reader, AuditAction action) {
        return new Deed(Actor.reader(reader), action, reader);
    }
}
