package dev.colophon.problem;

/** Why the program ended; the index of troubleshooting. 10 to 19 are backups'; the others follow BSD's sysexits.h. */
public enum ExitCode {
    DONE(0, "done"),
    FAULT(1, "an unexpected fault, or a check that found something"),
    NO_SUCH_BACKUP(10, "no such backup, or none at all"),
    BACKUP_LOCKED(11, "another backup, restore or move is running: worth a retry"),
    BACKUP_KEY(12, "the key of an encrypted backup is missing or wrong"),
    BACKUP_CORRUPT(13, "a backup is damaged, or is not what was written"),
    BACKUP_INCOMPATIBLE(14, "a backup of a newer format, a newer schema or an unknown table"),
    BACKUP_REFUSED(
            15,
            "refused: an instance serves the database, it is not empty, it moved away, or the application"
                    + " key is another"),
    NO_SPACE(16, "not enough space; nothing was changed"),
    TARGET_FAILED(17, "where backups are kept cannot be reached, or refuses"),
    RESTORE_FAILED(18, "a restore or a move failed; the original is as it was"),
    RESTORE_UNFINISHED(19, "a restore or a move failed and a step by hand is needed, which the message names"),
    USAGE(64, "wrong command line"),
    HISTORY_MISMATCH(65, "a migration's checksum or the history does not match this build"),
    INPUT_REFUSED(66, "the input was refused: a file, a name or a password; nothing was stored"),
    ROWS_FAILED(69, "rows of an import failed, wait for an answer or could not be taken back; the others were"),
    MIGRATION_FAILED(70, "a migration failed, now or before"),
    CANNOT_BIND(71, "cannot bind an address or port"),
    CANNOT_WRITE(73, "cannot write: static files, outputs, full or read-only disk"),
    SAFETY_COPY_FAILED(74, "the safety copy before a migration failed"),
    TRY_AGAIN(
            75,
            "database unreachable, a lock, fence or schema wait ran out, or another instance holds"
                    + " the SQLite file: worth a retry"),
    SCHEMA_AHEAD(76, "the schema is newer than this build and incompatible with it"),
    DATABASE_REFUSED(77, "the database refused the credentials, a privilege or its name"),
    SETTINGS_INVALID(78, "the settings are not valid"),
    TERMINATED(143, "stopped by SIGTERM before serving");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
