package dev.colophon.backup.target;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StoredBlob;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Backups of small content for tests. */
public final class Samples {
    public static final UUID HOME = UUID.fromString("0198c2a4-0000-7000-8000-000000000001");
    public static final UUID OTHER = UUID.fromString("0198ffff-0000-7000-8000-000000000002");
    public static final String RELEASE = "1.2.3";

    private Samples() {}

    static ArchiveHeader header(UUID installation, BackupKind kind, long sequence, Instant createdAt) {
        return new ArchiveHeader(
                UUID.randomUUID(),
                installation,
                kind,
                sequence,
                createdAt,
                RELEASE,
                7,
                "SQLite 3.54.1",
                "f".repeat(64),
                List.of());
    }

    static ArchiveManifest manifest() {
        return new ArchiveManifest(List.of(new TableTotal("books", 12, 3_400, "a".repeat(64))), List.of(), null);
    }

    /** Writes an archive and nothing beside it. */
    static String store(BackupTarget target, ArchiveHeader header, String content) {
        String name = target.name(header, false);
        try (BlobWriter writer = target.begin(name)) {
            writer.write(content.getBytes(StandardCharsets.UTF_8));
            writer.commit();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return name;
    }

    static Sidecar sidecar(ArchiveHeader header, String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Sidecar.of(
                header,
                manifest(),
                new StoredForm(
                        name,
                        List.of(),
                        bytes.length,
                        Hash.hexadecimal(bytes),
                        header.createdAt().plusSeconds(2),
                        2.5));
    }

    /** A backup of the next sequence that passed level 1. */
    public static Sidecar verified(BackupTarget target, BackupKind kind, Instant createdAt) {
        ArchiveHeader header = header(HOME, kind, target.nextSequence(HOME), createdAt);
        String name = store(target, header, "content of " + header.id());
        Sidecar sidecar = sidecar(header, name, "content of " + header.id());
        return target.verified(sidecar, Verification.passed(1, sidecar.completedAt(), RELEASE));
    }

    /** A backup as a listing shows it, without a store. */
    static StoredBackup listed(ArchiveHeader header, boolean verified, boolean pinned) {
        String name = ArchiveName.of(header, false).text();
        Sidecar sidecar = sidecar(header, name, "x");
        Sidecar known = verified ? sidecar.with(Verification.passed(1, sidecar.completedAt(), RELEASE)) : sidecar;
        return new StoredBackup(
                new StoredBlob(name, 1, header.createdAt()),
                ArchiveName.parse(name).orElseThrow(),
                Optional.of(known),
                pinned,
                header.sequence());
    }
}
