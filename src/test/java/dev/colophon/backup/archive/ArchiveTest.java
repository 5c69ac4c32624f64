package dev.colophon.backup.archive;

import static dev.colophon.backup.archive.SampleArchive.AUTHORS;
import static dev.colophon.backup.archive.SampleArchive.BOOKS;
import static dev.colophon.backup.archive.SampleArchive.EMPTY;
import static dev.colophon.backup.archive.SampleArchive.HEADER;
import static dev.colophon.backup.archive.SampleArchive.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final int MIB = 1 << 20;

    @Test
    void what_was_written_is_read() throws IOException {
        var out = new ByteArrayOutputStream();
        ArchiveManifest written = SampleArchive.write(out, HEADER, ROWS);

        ArchiveReader archive = ArchiveReader.open(new ByteArrayInputStream(out.toByteArray()));
        assertThat(archive.header()).isEqualTo(HEADER);
        for (TableLayout table : HEADER.tables()) {
            try (InputStream rows = archive.table(table)) {
                assertThat(new String(rows.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(at(ROWS, table.name()));
            }
        }
        assertThat(archive.finish()).isEqualTo(written);

        byte[] authors = at(ROWS, "authors").getBytes(StandardCharsets.UTF_8);
        assertThat(written.tables().getFirst().rows()).isEqualTo(4);
        assertThat(written.tables().getFirst().bytes()).isEqualTo(authors.length);
        assertThat(written.tables().getFirst().sha256()).isEqualTo(Hash.hexadecimal(authors));
        assertThat(written.rows()).isEqualTo(11);
        assertThat(written.entries().stream().map(ArchiveManifest.Entry::name))
                .containsExactly(
                        "FORMAT",
                        "header.json",
                        "data/000-authors/000000.tsv.zst",
                        "data/001-blobs/000000.tsv.zst",
                        "data/002-books/000000.tsv.zst",
                        "data/003-covers/000000.tsv.zst");
    }

    @Test
    void equal_data_is_equal_bytes() {
        assertThat(SampleArchive.bytes()).isEqualTo(SampleArchive.bytes());
    }

    @Test
    void another_reader_of_tar_sees_plain_files_in_order() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(SampleArchive.bytes()))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                assertThat(entry.isFile()).isTrue();
                assertThat(entry.isCheckSumOK()).isTrue();
                assertThat(entry.getMode()).isEqualTo(0600);
                assertThat(entry.getLastModifiedTime().toInstant().getEpochSecond())
                        .isEqualTo(HEADER.createdAt().getEpochSecond());
                files.put(entry.getName(), tar.readAllBytes());
            }
        }

        assertThat(files.keySet())
                .containsExactly(
                        "FORMAT",
                        "header.json",
                        "data/000-authors/000000.tsv.zst",
                        "data/001-blobs/000000.tsv.zst",
                        "data/002-books/000000.tsv.zst",
                        "data/003-covers/000000.tsv.zst",
                        "blobs/" + SampleArchive.FILES.firstKey(),
                        "blobs/" + SampleArchive.FILES.lastKey(),
                        "manifest.json",
                        "TRAILER");
        assertThat(text(at(files, "FORMAT")))
                .isEqualTo("colophon-archive 2\n" + Hash.hexadecimal(at(files, "header.json")) + "  header.json\n");
        assertThat(text(at(files, "TRAILER")))
                .isEqualTo(Hash.hexadecimal(at(files, "manifest.json")) + "  manifest.json\n");
        byte[] books = at(files, "data/002-books/000000.tsv.zst");
        assertThat(text(Zstd.decompress(books, (int) Zstd.getFrameContentSize(books))))
                .isEqualTo(at(ROWS, "books"));
    }

    @Test
    void chunks_are_cut_at_the_ends_of_rows() throws IOException {
        assertThat(chunkSizes(rows(3 * MIB, 3 * MIB, 2 * MIB, 8 * MIB, 1, 20 * MIB, 9 * MIB, 1, 8 * MIB + 1, 1)))
                .containsExactly(8 * MIB, 8 * MIB, 1, 20 * MIB, 9 * MIB, 1, 8 * MIB + 1, 1);
    }

    @Test
    void chunks_are_the_same_however_the_rows_arrive() throws IOException {
        byte[] rows = rows(5 * MIB, 100, 5 * MIB, 9 * MIB, 17, 8 * MIB - 17, 3);
        ArchiveManifest whole = oneTable(rows, rows.length);

        assertThat(oneTable(rows, 1 << 16)).isEqualTo(whole);
        assertThat(oneTable(rows, 4093)).isEqualTo(whole);
        assertThat(oneTable(rows, 12 * MIB + 5)).isEqualTo(whole);
        assertThat(oneTable(rows, 1)).isEqualTo(whole);
    }

    @Test
    void a_row_may_have_64_mib_and_not_more() throws IOException {
        byte[] largest = rows(3, 64 * MIB, 3);
        assertThat(oneTable(largest, MIB).tables().getFirst().rows()).isEqualTo(3);
        assertThat(chunkSizes(largest)).containsExactly(3, 64 * MIB, 3);

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> oneTable(rows(3, 64 * MIB + 1, 3), MIB))
                .withMessageContaining("row 2 of table empty takes more than 64 MiB");
    }

    @Test
    void what_fails_below_is_what_the_writer_hears_of() throws IOException {
        var full = new IOException("full");
        var begun = new AtomicBoolean();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                if (begun.get()) {
                    throw full;
                }
            }
        };
        var archive = new ArchiveWriter(out, SampleArchive.header(List.of(EMPTY)));
        begun.set(true);

        assertThatThrownBy(() -> {
                    try (OutputStream rows = archive.table(EMPTY)) {
                        for (int chunk = 0; chunk < 3; chunk++) {
                            rows.write(rows(8 * MIB));
                        }
                    }
                })
                .isSameAs(full);
    }

    @Test
    void a_row_without_an_end_is_the_writers_mistake() throws IOException {
        var archive = new ArchiveWriter(OutputStream.nullOutputStream(), SampleArchive.header(List.of(EMPTY)));
        OutputStream rows = archive.table(EMPTY);
        rows.write("begun".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalStateException().isThrownBy(rows::close).withMessageContaining("no end");
    }

    @Test
    void tables_are_written_and_read_in_the_order_of_the_header() throws IOException {
        var written = new ArchiveWriter(OutputStream.nullOutputStream(), HEADER);
        assertThatIllegalStateException().isThrownBy(() -> written.table(BOOKS));
        OutputStream authors = written.table(AUTHORS);
        assertThatIllegalStateException().isThrownBy(() -> written.table(BOOKS));
        authors.close();
        assertThatIllegalStateException().isThrownBy(written::finish).withMessageContaining("blobs is missing");

        ArchiveReader read = ArchiveReader.open(new ByteArrayInputStream(SampleArchive.bytes()));
        assertThatIllegalStateException().isThrownBy(() -> read.table(BOOKS));
        InputStream rows = read.table(AUTHORS);
        assertThat(rows.read()).isEqualTo('\\');
        assertThatIllegalStateException().isThrownBy(() -> read.table(BOOKS));
        assertThatIllegalStateException().isThrownBy(read::finish);
        rows.close();
    }

    @Test
    void a_target_that_fails_in_the_other_thread_fails_here() throws IOException {
        var archive = new ArchiveWriter(new Filling(30 * MIB), SampleArchive.header(List.of(EMPTY)));
        OutputStream rows = archive.table(EMPTY);
        byte[] random = rows(8 * MIB);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 8; i++) {
                        rows.write(random);
                    }
                })
                .withMessage("no room");
    }

    @Test
    void a_header_that_could_not_be_read_is_not_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveWriter(
                        OutputStream.nullOutputStream(), SampleArchive.header(List.of(BOOKS, AUTHORS))));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ArchiveWriter(OutputStream.nullOutputStream(), SampleArchive.header(List.of(BOOKS))));
    }

    /** Rows of these lengths, their ends counted, that hardly compress. */
    private static byte[] rows(int... lengths) {
        var random = new Random(1);
        byte[] rows = new byte[Arrays.stream(lengths).sum()];
        random.nextBytes(rows);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows[i] == '\n' ? (byte) ' ' : rows[i];
        }
        int end = 0;
        for (int length : lengths) {
            end += length;
            rows[end - 1] = '\n';
        }
        return rows;
    }

    private static ArchiveManifest oneTable(byte[] rows, int piece) throws IOException {
        ArchiveManifest manifest = oneTable(OutputStream.nullOutputStream(), rows, piece);
        assertThat(manifest.tables().getFirst().bytes()).isEqualTo(rows.length);
        assertThat(manifest.tables().getFirst().sha256()).isEqualTo(Hash.hexadecimal(rows));
        return manifest;
    }

    private static ArchiveManifest oneTable(OutputStream out, byte[] rows, int piece) throws IOException {
        var archive = new ArchiveWriter(out, SampleArchive.header(List.of(EMPTY)));
        try (OutputStream canonical = archive.table(EMPTY)) {
            for (int at = 0; at < rows.length; at += piece) {
                if (piece == 1) {
                    canonical.write(rows[at]);
                } else {
                    canonical.write(rows, at, Math.min(piece, rows.length - at));
                }
            }
        }
        return archive.finish();
    }

    private static List<Integer> chunkSizes(byte[] rows) throws IOException {
        var out = new ByteArrayOutputStream();
        oneTable(out, rows, MIB);
        List<Integer> sizes = new ArrayList<>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                if (entry.getName().startsWith("data/")) {
                    sizes.add((int) Zstd.getFrameContentSize(tar.readNBytes(18)));
                }
            }
        }
        return sizes;
    }

    private static <T> T at(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Has room for a number of bytes. */
    private static final class Filling extends OutputStream {
        private int room;

        Filling(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("no room");
            }
        }
    }
}
