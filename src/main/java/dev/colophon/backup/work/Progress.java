package dev.colophon.backup.work;

/** Hears how far a task is. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (step, done, total) -> {};

    /**
     * Called often, on the task's thread.
     *
     * @param step what is being done, such as "writing"
     * @param done bytes
     * @param total bytes; 0 when nobody knows
     */
    void at(String step, long done, long total);
}
