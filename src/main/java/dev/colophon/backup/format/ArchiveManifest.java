package dev.colophon.backup.format;

import java.util.List;

/**
 * What an archive holds, written after its rows; an archive without it was never finished.
 *
 * @param tables in the order of the header
 * @param entries every entry before the manifest, in the order of the archive
 */
public record ArchiveManifest(List<TableTotal> tables, List<Entry> entries) {
    /**
     * One stored entry.
     *
     * @param bytes as stored
     * @param sha256 of what is stored, in small hexadecimal digits
     */
    public record Entry(String name, long bytes, String sha256) {}

    public long rows() {
        return tables.stream().mapToLong(TableTotal::rows).sum();
    }

    /** What the rows take, not compressed. */
    public long rawBytes() {
        return tables.stream().mapToLong(TableTotal::bytes).sum();
    }
}
