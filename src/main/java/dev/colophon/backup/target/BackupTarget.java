package dev.colophon.backup.target;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place where backups are kept. Any method fails with {@link StorageFailure} when the place does not answer. */
public final class BackupTarget implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupTarget.class);

    private final BlobStore store;
    private final InstantSource clock;
    private final TargetListing listing;

    public BackupTarget(BlobStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.listing = new TargetListing(store);
    }

    /** Every whole archive, of every installation; the archives of each oldest first. */
    public List<StoredBackup> list() {
        return listing.backups();
    }

    /**
     * The backup that somebody means.
     *
     * @param text a name, the beginning of just one, or {@code latest}
     * @param installation whose latest
     * @throws dev.colophon.problem.StartFailure NO_SUCH_BACKUP, or USAGE when several begin so
     */
    public StoredBackup find(String text, UUID installation) {
        return new BackupSearch(list(), store.where()).find(text, installation);
    }

    /** What an archive is called. */
    public String name(ArchiveHeader header, boolean encrypted) {
        return ArchiveName.of(header, encrypted).text();
    }

    /** One more than the highest of this installation; a clock that went back since then is warned of. */
    public long nextSequence(UUID installation) {
        List<StoredBackup> own =
                list().stream().filter(backup -> backup.isOf(installation)).toList();
        Instant now = clock.instant();
        own.stream()
                .filter(backup -> backup.createdAt().isAfter(now))
                .max(Comparator.comparing(StoredBackup::createdAt))
                .ifPresent(backup -> LOG.atWarn()
                        .addKeyValue("backup", backup.name())
                        .addKeyValue("now", now)
                        .log("the clock went back: a backup is dated later than now; the order goes by sequence"));
        return own.stream().mapToLong(StoredBackup::sequence).max().orElse(0) + 1;
    }

    /** Begins an archive, which nobody sees before it is committed. */
    public BlobWriter begin(String name) {
        return store.create(name);
    }

    /** The stored bytes of a name. */
    public InputStream open(String name) {
        return store.read(name);
    }

    /** Tells what is known of an archive that is there, in place of what was known before. */
    public void describe(Sidecar sidecar) {
        store.replace(TargetListing.sidecar(sidecar.name()), sidecar.json());
    }

    /** Adds a result to what is known of a backup, and returns all of it. */
    public Sidecar verified(Sidecar sidecar, Verification result) {
        Sidecar changed = sidecar.with(result);
        describe(changed);
        return changed;
    }

    /** Keeps a backup until the pin is taken off. */
    public void pin(StoredBackup backup) {
        store.replace(TargetListing.pin(backup.name()), (clock.instant() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void unpin(StoredBackup backup) {
        store.delete(TargetListing.pin(backup.name()));
    }

    /**
     * Removes a backup. The archive goes first: what is left of an interrupted removal is a sidecar, which no listing
     * shows, and not an archive that looks whole.
     */
    public void delete(StoredBackup backup) {
        store.delete(backup.name());
        store.delete(TargetListing.sidecar(backup.name()));
        store.delete(TargetListing.pin(backup.name()));
    }

    /** Remembers that a run left no backup, in place of the one that was remembered before. */
    public void failed(UUID installation, FailedRun run) {
        store.replace(FailedRun.blob(ArchiveName.digits(installation)), run.json());
    }

    /** The newest run that left no backup, if that is known. */
    public Optional<FailedRun> lastFailure(UUID installation) {
        return listing.read(FailedRun.blob(ArchiveName.digits(installation))).flatMap(FailedRun::read);
    }

    /** Removes what was begun and is not what it should be, or was only tried. */
    public void discard(String name) {
        store.delete(name);
    }

    /** Removes what interrupted writers and removals left behind longer ago than this, and returns how many. */
    public int sweep(Duration age) {
        Instant before = clock.instant().minus(age);
        List<String> orphans = listing.orphans(before);
        orphans.forEach(store::delete);
        return orphans.size() + store.sweep(age);
    }

    public OptionalLong freeBytes() {
        return store.freeBytes();
    }

    /** Whether its place is there; the first backup makes it. */
    public boolean isThere() {
        return store.isThere();
    }

    /** What this is, for people. */
    public String where() {
        return store.where();
    }

    @Override
    public void close() {
        store.close();
    }
}
