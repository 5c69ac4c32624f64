package dev.colophon.backup.target;

import dev.colophon.backup.format.BackupKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which backups of an installation may go. Each kind is a pool of its own, of which the newest stay. It never names one
 * that is pinned, dated in the future or another installation's, and never so many that fewer than three verified ones
 * are left.
 *
 * @param keep how many of the kinds auto and manual stay
 */
public record Retention(int keep) {
    /** Of each kind that is a step of something else. */
    static final int KEPT_OF_OTHER_KINDS = 5;

    static final int FEWEST_VERIFIED = 3;

    /** So that a mistyped setting does not empty the target in one run. */
    static final int MOST_AT_ONCE = 10;

    /** How long what is not verified is kept, for somebody to look at. */
    public static final Duration UNVERIFIED_KEPT = Duration.ofDays(7);

    public Retention {
        if (keep < 1) {
            throw new IllegalArgumentException("keep " + keep);
        }
    }

    /**
     * Verified backups that newer ones of their kind have replaced, oldest first.
     *
     * @param all whether more than ten may go at once
     */
    public List<StoredBackup> replaced(List<StoredBackup> listed, UUID installation, Instant now, boolean all) {
        List<StoredBackup> verified = own(listed, installation)
                .filter(StoredBackup::isVerified)
                .sorted(StoredBackup.BY_AGE)
                .toList();
        Map<BackupKind, Integer> room = new EnumMap<>(BackupKind.class);
        List<StoredBackup> old = verified.reversed().stream()
                .filter(backup -> isCandidate(backup, now))
                .filter(backup -> room.merge(backup.kind(), 1, Integer::sum) > kept(backup.kind()))
                .toList();
        int most = Math.max(0, verified.size() - FEWEST_VERIFIED);
        return old.reversed().stream()
                .limit(all ? most : Math.min(most, MOST_AT_ONCE))
                .toList();
    }

    /**
     * Backups that were never verified, or failed it, and have been there for a week, oldest first; none as long as
     * there are too few verified ones, for then they may be all there is.
     */
    public List<StoredBackup> abandoned(List<StoredBackup> listed, UUID installation, Instant now, boolean all) {
        List<StoredBackup> own = own(listed, installation).toList();
        if (own.stream().filter(StoredBackup::isVerified).count() < FEWEST_VERIFIED) {
            return List.of();
        }
        Instant before = now.minus(UNVERIFIED_KEPT);
        return own.stream()
                .filter(backup -> !backup.isVerified() && isCandidate(backup, now))
                .filter(backup -> backup.createdAt().isBefore(before))
                .filter(backup -> backup.archive().modifiedAt().isBefore(before))
                .sorted(StoredBackup.BY_AGE)
                .limit(all ? Long.MAX_VALUE : MOST_AT_ONCE)
                .toList();
    }

    private static Stream<StoredBackup> own(List<StoredBackup> listed, UUID installation) {
        return listed.stream().filter(backup -> backup.isOf(installation));
    }

    private static boolean isCandidate(StoredBackup backup, Instant now) {
        return !backup.pinned() && !backup.createdAt().isAfter(now);
    }

    private int kept(BackupKind kind) {
        return switch (kind) {
            case AUTO, MANUAL -> keep;
            case BEFORE_MIGRATION, BEFORE_RESTORE, MOVE -> KEPT_OF_OTHER_KINDS;
        };
    }
}
