package dev.colophon.backup.watch;

import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.storage.StorageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How an installation stands with its backups.
 *
 * @param where the target, for people
 * @param fault why the target could not be asked now
 * @param seen what it held when it was last asked with success; none when it never was
 */
public record BackupStanding(Instant lookedAt, String where, Optional<String> fault, Optional<SeenBackups> seen) {
    /** Asks the target, which may take its time; one that is away is part of the answer. */
    public static BackupStanding of(BackupTarget target, UUID installation, Instant now) {
        try {
            SeenBackups seen = SeenBackups.at(target, installation);
            return new BackupStanding(now, target.where(), Optional.empty(), Optional.of(seen));
        } catch (StorageFailure failure) {
            String fault = String.valueOf(failure.getMessage());
            return new BackupStanding(now, target.where(), Optional.of(fault), Optional.empty());
        }
    }

    /** The same with what was seen before, where the target is away now. */
    BackupStanding after(BackupStanding before) {
        return seen.isPresent() ? this : new BackupStanding(lookedAt, where, fault, before.seen);
    }

    /** The newest verified backup. */
    public Optional<Sidecar> newest() {
        return seen.flatMap(SeenBackups::newest);
    }

    /** For JSON, such as {@code /boot} and {@code check --json}. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("target", where);
        content.put("looked_at", lookedAt);
        content.put("reachable", fault.isEmpty());
        fault.ifPresent(why -> content.put("fault", why));
        seen.ifPresent(backups -> {
            content.put("verified", backups.verified().size());
            content.put("unverified", backups.unverified().size());
            backups.lastFailure().ifPresent(at -> content.put("last_failure_at", at));
        });
        newest().ifPresent(newest -> {
            content.put("newest", newest.name());
            content.put("newest_at", newest.completedAt());
            content.put("newest_age_seconds", age(newest).toSeconds());
            content.put("newest_bytes", newest.bytes());
            content.put("verified_level", newest.verifiedLevel());
            newest.verifiedAt(1).ifPresent(at -> content.put("verified_at", at));
        });
        return content;
    }

    /** The same in a sentence without its final dot. */
    public String sentence() {
        String newest = newest().map(this::sentence)
                .orElse(seen.isPresent() ? "no verified backup in " + where : "backups are not known");
        return fault.map(why -> newest + "; the target is away: " + why).orElse(newest);
    }

    private String sentence(Sidecar newest) {
        return "newest backup " + newest.name() + ", " + words(age(newest)) + " old, " + newest.bytes()
                + " bytes, verified to level " + newest.verifiedLevel();
    }

    private Duration age(Sidecar backup) {
        Duration age = Duration.between(backup.completedAt(), lookedAt);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static String words(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days";
        }
        return age.toHours() > 1 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
    }
}
