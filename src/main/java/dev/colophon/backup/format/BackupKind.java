package dev.colophon.backup.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an archive was made; each kind is kept for a while of its own. */
public enum BackupKind {
    /** By the schedule. */
    AUTO,
    /** By a person. */
    MANUAL,
    /** Before pending migrations ran. */
    BEFORE_MIGRATION,
    /** Before a restore replaced the data. */
    BEFORE_RESTORE,
    /** To take the data to another database. */
    MOVE;

    /** As it stands in names and JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
