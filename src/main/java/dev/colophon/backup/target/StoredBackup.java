package dev.colophon.backup.target;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.storage.StoredBlob;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * A backup as a listing shows it.
 *
 * @param sidecar what is known of it; none when it is missing, damaged or another archive's
 * @param sequence of the sidecar, else the highest of those that are older by the time in the name
 */
public record StoredBackup(
        StoredBlob archive, ArchiveName parts, Optional<Sidecar> sidecar, boolean pinned, long sequence) {
    /** Oldest first; the clock of whoever made them decides only where sequences do not. */
    public static final Comparator<StoredBackup> BY_AGE = Comparator.comparingLong(StoredBackup::sequence)
            .thenComparing(backup -> backup.sidecar().isEmpty())
            .thenComparing(StoredBackup::createdAt)
            .thenComparing(StoredBackup::name);

    public String name() {
        return archive.name();
    }

    public BackupKind kind() {
        return parts.kind();
    }

    public Instant createdAt() {
        return parts.createdAt();
    }

    /** Whether it passed level 1 or more, and no failure stands. */
    public boolean isVerified() {
        return sidecar.filter(known -> known.verifiedLevel() > 0).isPresent();
    }

    /** Whose it is; by the digits in its name when there is no sidecar. */
    public boolean isOf(UUID installation) {
        return sidecar.map(known -> known.installation().equals(installation))
                .orElse(parts.installation().equals(ArchiveName.digits(installation)));
    }
}
