package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.archive.ArchiveWriter;
import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.target.MemoryStore;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the databases give out passes level 2: their order of keys is ours, and nothing refers to a missing row. */
@EveryDatabase
class DatabaseArchiveTest {
    private final TestDatabase database;

    private final BlobStore uploads = new MemoryStore(InstantSource.system());

    @TempDir
    private Path scratch;

    DatabaseArchiveTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void an_archive_of_a_database_passes_the_check_of_rows() throws IOException {
        HostileRows.addTable(database);
        HostileRows.fill(database, 11, 50);
        var out = new ByteArrayOutputStream();
        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            var archive = new ArchiveWriter(out, SampleArchive.header(snapshot.tables()));
            for (TableLayout table : snapshot.tables()) {
                try (OutputStream rows = archive.table(table)) {
                    snapshot.export(table, rows);
                }
            }
            for (StoredBlob file : files()) {
                archive.file(file.name(), file.bytes(), uploads.read(file.name()));
            }
            archive.finish();
        }

        ArchiveManifest manifest = ArchiveCheck.rows(new ByteArrayInputStream(out.toByteArray()));

        assertThat(manifest.tables()).isEqualTo(Copies.totals(database, scratch));
        assertThat(manifest.rows()).isGreaterThan(50);
    }

    private List<StoredBlob> files() {
        HostileRows.storeBlobs(uploads);
        List<String> rows = database.query("SELECT name FROM blobs");
        return uploads.list("").stream()
                .filter(file -> rows.contains(file.name()))
                .toList();
    }
}
