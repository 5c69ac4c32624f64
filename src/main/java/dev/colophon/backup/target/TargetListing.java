package dev.colophon.backup.target;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the blobs of a store are as backups: one listing, and a small read for each sidecar. */
final class TargetListing {
    /** A sidecar has about one kibibyte. */
    private static final int MOST_SIDECAR_BYTES = 1 << 16;

    private static final String SIDECAR = ".json";
    private static final String PIN = ".pin";

    private final BlobStore store;

    TargetListing(BlobStore store) {
        this.store = store;
    }

    static String sidecar(String name) {
        return name + SIDECAR;
    }

    static String pin(String name) {
        return name + PIN;
    }

    /** By installation, then oldest first. */
    List<StoredBackup> backups() {
        Map<String, StoredBlob> blobs = blobs();
        Map<String, List<StoredBackup>> byInstallation = new TreeMap<>();
        for (StoredBlob blob : blobs.values()) {
            ArchiveName.parse(blob.name())
                    .ifPresent(name -> byInstallation
                            .computeIfAbsent(name.installation(), first -> new ArrayList<>())
                            .add(backup(blob, name, blobs)));
        }
        return byInstallation.values().stream()
                .flatMap(backups -> ordered(backups).stream())
                .toList();
    }

    private StoredBackup backup(StoredBlob blob, ArchiveName name, Map<String, StoredBlob> blobs) {
        Optional<Sidecar> sidecar = Optional.ofNullable(blobs.get(sidecar(blob.name())))
                .filter(described -> described.bytes() <= MOST_SIDECAR_BYTES)
                .flatMap(described -> read(described.name()))
                .flatMap(Sidecar::read)
                .filter(known -> fits(known, blob, name));
        long sequence = sidecar.map(Sidecar::sequence).orElse(0L);
        return new StoredBackup(blob, name, sidecar, blobs.containsKey(pin(blob.name())), sequence);
    }

    /** The content of a small blob; none when it is missing. */
    Optional<byte[]> read(String name) {
        try (InputStream in = store.read(name)) {
            return Optional.of(in.readNBytes(MOST_SIDECAR_BYTES));
        } catch (StorageFailure failure) {
            if (failure.reason() == Reason.MISSING || failure.reason() == Reason.DAMAGED) {
                return Optional.empty();
            }
            throw failure;
        } catch (IOException failure) {
            throw new StorageFailure(Reason.UNREACHABLE, "cannot read " + name + " in " + store.where(), failure);
        }
    }

    /** Whether it tells of this archive and not of one that was here before or was cut short since. */
    private static boolean fits(Sidecar sidecar, StoredBlob blob, ArchiveName name) {
        return sidecar.name().equals(blob.name())
                && sidecar.bytes() == blob.bytes()
                && sidecar.kind() == name.kind()
                && ArchiveName.digits(sidecar.installation()).equals(name.installation());
    }

    /** One that lacks its sidecar stands behind all that are older by the clock. */
    private static List<StoredBackup> ordered(List<StoredBackup> backups) {
        return backups.stream()
                .map(backup -> backup.sidecar().isPresent() ? backup : placed(backup, backups))
                .sorted(StoredBackup.BY_AGE)
                .toList();
    }

    private static StoredBackup placed(StoredBackup unknown, List<StoredBackup> backups) {
        long sequence = backups.stream()
                .filter(backup -> !backup.createdAt().isAfter(unknown.createdAt()))
                .mapToLong(StoredBackup::sequence)
                .max()
                .orElse(0);
        return new StoredBackup(unknown.archive(), unknown.parts(), unknown.sidecar(), unknown.pinned(), sequence);
    }

    /** Sidecars and pins of archives that are no longer there. */
    List<String> orphans(Instant before) {
        Map<String, StoredBlob> blobs = blobs();
        return blobs.values().stream()
                .filter(blob -> blob.modifiedAt().isBefore(before))
                .map(StoredBlob::name)
                .filter(name -> isOrphan(name, blobs))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static boolean isOrphan(String name, Map<String, StoredBlob> blobs) {
        for (String ending : List.of(SIDECAR, PIN)) {
            String archive = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : "";
            if (ArchiveName.parse(archive).isPresent() && !blobs.containsKey(archive)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, StoredBlob> blobs() {
        Map<String, StoredBlob> blobs = new TreeMap<>();
        store.list(ArchiveName.PREFIX).forEach(blob -> blobs.put(blob.name(), blob));
        return blobs;
    }
}
