package dev.colophon.journal.pages;

import dev.colophon.journal.Attachment;
import dev.colophon.web.page.Texts;
import java.util.UUID;

/** An attachment as pages show it. */
record FileLink(UUID id, String name, long bytes) {
    private static final int STEP = 1_000;

    static FileLink of(Attachment file) {
        return new FileLink(file.id(), file.fileName(), file.sizeBytes());
    }

    /** Such as {@code 1.2 MB}: in the unit that people read, as browsers show it. */
    String size(Texts texts) {
        if (bytes < STEP) {
            return texts.text("journal.file.bytes", bytes);
        }
        if (bytes < STEP * STEP) {
            return texts.text("journal.file.kilobytes", Math.ceilDiv(bytes, STEP));
        }
        return texts.text("journal.file.megabytes", (double) bytes / (STEP * STEP));
    }
}
