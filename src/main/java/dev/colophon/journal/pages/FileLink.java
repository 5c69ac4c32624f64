package dev.colophon.journal.pages;

import dev.colophon.journal.Attachment;
import java.util.Locale;
import java.util.UUID;

/**
 * An attachment as pages show it.
 *
 * @param size such as {@code 1.2 MB}
 */
record FileLink(UUID id, String name, String size) {
    private static final int STEP = 1_000;

    static FileLink of(Attachment file) {
        return new FileLink(file.id(), file.fileName(), size(file.sizeBytes()));
    }

    /** Bytes in the unit that people read, as browsers show it. */
    static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " bytes";
        }
        if (bytes < STEP * STEP) {
            return Math.ceilDiv(bytes, STEP) + " kB";
        }
        return String.format(Locale.ROOT, "%.1f MB", (double) bytes / (STEP * STEP));
    }
}
