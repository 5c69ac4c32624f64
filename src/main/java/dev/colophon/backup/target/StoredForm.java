package dev.colophon.backup.target;

import java.time.Instant;
import java.util.List;

/**
 * An archive as it was stored.
 *
 * @param recipients fingerprints of the keys that it is encrypted for; empty when it is plain
 * @param bytes of the stored object
 * @param sha256 of the stored object, in small hexadecimal digits
 * @param completedAt when the target had it, whole
 * @param durationSeconds from the lock to the end
 */
public record StoredForm(
        String name, List<String> recipients, long bytes, String sha256, Instant completedAt, double durationSeconds) {
    public StoredForm {
        recipients = List.copyOf(recipients);
    }
}
