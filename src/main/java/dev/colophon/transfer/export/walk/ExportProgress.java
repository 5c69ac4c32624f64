package dev.colophon.transfer.export.walk;

/** Hears how far an export is. */
@FunctionalInterface
public interface ExportProgress {
    /** For whoever does not want to know. */
    ExportProgress SILENT = (what, done, total) -> {};

    /** What is counted. */
    enum What {
        ENTRIES,
        FILES
    }

    void reached(What what, long done, long total);
}
