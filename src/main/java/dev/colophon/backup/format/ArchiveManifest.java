package dev.colophon.backup.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds, written after all else; an archive without it was never finished.
 *
 * @param tables in the order of the header
 * @param entries every entry before the files, in the order of the archive
 * @param blobs the files that rows name; none in format 1, which had no place for them
 */
public record ArchiveManifest(
        List<TableTotal> tables,
        List<Entry> entries,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BlobTotal blobs) {
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

    /** How many files. */
    public long files() {
        return blobs == null ? 0 : blobs.files();
    }

    /** What the files take. */
    public long fileBytes() {
        return blobs == null ? 0 : blobs.bytes();
    }

    /** What the rows take, not compressed. */
    public long rawBytes() {
        return tables.stream().mapToLong(TableTotal::bytes).sum();
    }
}
