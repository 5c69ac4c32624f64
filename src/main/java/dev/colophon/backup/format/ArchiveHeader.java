package dev.colophon.backup.format;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an archive is, before its rows.
 *
 * @param installation whose data it holds, the same before and after restores and moves
 * @param sequence raised with each archive of an installation at one target; decides which is newer
 * @param release the version of the build that wrote it
 * @param schemaLevel the level of the schema that its rows fit
 * @param engine which database it was taken from, such as "PostgreSQL 18.1"
 * @param keyFingerprint tells whether another installation has the same application key, without telling the key
 * @param tables ordered by name
 */
public record ArchiveHeader(
        UUID id,
        UUID installation,
        BackupKind kind,
        long sequence,
        Instant createdAt,
        String release,
        int schemaLevel,
        String engine,
        String keyFingerprint,
        List<TableLayout> tables) {}
