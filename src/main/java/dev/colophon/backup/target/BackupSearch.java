package dev.colophon.backup.target;

import dev.colophon.backup.format.BackupKind;
import dev.colophon.database.Ids;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the backup that somebody means in a listing. */
final class BackupSearch {
    private static final String LATEST = "latest";
    private static final int MOST_NAMED = 5;

    private final List<StoredBackup> backups;
    private final String where;

    BackupSearch(List<StoredBackup> backups, String where) {
        this.backups = backups;
        this.where = where;
    }

    StoredBackup find(String text, UUID installation) {
        if (text.equals(LATEST)) {
            return latest(installation).orElseThrow(() -> noLatest(installation));
        }
        List<StoredBackup> found = backups.stream()
                .filter(backup -> backup.name().startsWith(text))
                .toList();
        Optional<StoredBackup> exact =
                found.stream().filter(backup -> backup.name().equals(text)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        if (found.size() > 1) {
            String names = found.stream()
                    .limit(MOST_NAMED)
                    .map(StoredBackup::name)
                    .collect(Collectors.joining(", ", "", found.size() > MOST_NAMED ? ", ..." : ""));
            throw new StartFailure(
                    ExitCode.USAGE,
                    "find the backup",
                    found.size() + " names begin so: " + names,
                    "write more of the name");
        }
        return found.stream().findFirst().orElseThrow(() -> none("no name in " + where + " is or begins so"));
    }

    /**
     * The newest verified one of an installation. Not what a restore has replaced: whoever tries a restore of the
     * latest again means the same one.
     */
    private Optional<StoredBackup> latest(UUID installation) {
        return verified()
                .filter(backup -> backup.isOf(installation) || isNobody(installation) && isOfOneInstallation())
                .max(StoredBackup.BY_AGE);
    }

    private Stream<StoredBackup> verified() {
        return backups.stream()
                .filter(StoredBackup::isVerified)
                .filter(backup -> backup.kind() != BackupKind.BEFORE_RESTORE);
    }

    /** An empty database on a new machine, which may get what there is. */
    private static boolean isNobody(UUID installation) {
        return installation.equals(Ids.FIRST);
    }

    private boolean isOfOneInstallation() {
        return verified()
                        .flatMap(backup -> backup.sidecar().stream())
                        .map(Sidecar::installation)
                        .distinct()
                        .count()
                == 1;
    }

    private StartFailure noLatest(UUID installation) {
        if (backups.isEmpty()) {
            return none(where + " holds none");
        }
        long own = backups.stream().filter(backup -> backup.isOf(installation)).count();
        return none(
                own > 0
                        ? "none of the " + own + " of this installation in " + where + " passed verification"
                        : "all " + backups.size() + " in " + where
                                + " are of another installation: name the one that is meant");
    }

    private static StartFailure none(String why) {
        return new StartFailure(
                ExitCode.NO_SUCH_BACKUP, "find the backup", why, "see what there is by: colophon backup list");
    }
}
