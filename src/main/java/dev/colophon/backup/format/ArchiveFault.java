package dev.colophon.backup.format;

import java.io.IOException;

/** An archive is damaged, or is not what was written. */
public final class ArchiveFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final String entry;
    private final String why;

    /**
     * @param entry the entry or the table
     * @param why without values of rows
     */
    public ArchiveFault(String entry, String why) {
        super(entry + ": " + why);
        this.entry = entry;
        this.why = why;
    }

    public String entry() {
        return entry;
    }

    public String why() {
        return why;
    }
}
