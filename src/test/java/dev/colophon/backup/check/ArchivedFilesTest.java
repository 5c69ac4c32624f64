package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.archive.ArchiveWriter;
import dev.colophon.backup.archive.BlobReader;
import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files beside the rows, and whether the two belong together. */
class ArchivedFilesTest {
    private static final String NOTE = SampleArchive.FILES.firstKey();
    private static final String PICTURE = SampleArchive.FILES.lastKey();
    private static final byte[] OTHER = "Another note.\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void they_come_back_in_the_order_of_their_names_and_are_counted() throws IOException {
        byte[] archive = archive(SampleArchive.FILES, Map.of());

        Map<String, byte[]> read = new TreeMap<>();
        ArchiveReader reader = ArchiveReader.open(new ByteArrayInputStream(archive));
        for (TableLayout table : reader.header().tables()) {
            try (InputStream rows = reader.table(table)) {
                rows.transferTo(OutputStream.nullOutputStream());
            }
        }
        for (BlobReader file = reader.file(); file != null; file = reader.file()) {
            read.put(file.name(), file.readAllBytes());
            assertThat(file.bytes()).isEqualTo(Objects.requireNonNull(read.get(file.name())).length);
        }
        ArchiveManifest manifest = reader.finish();

        assertThat(read).containsExactlyEntriesOf(SampleArchive.FILES);
        assertThat(manifest.files()).isEqualTo(2);
        assertThat(manifest.fileBytes()).isEqualTo(100_008);
        assertThat(Objects.requireNonNull(manifest.blobs()).sha256())
                .isEqualTo(Hash.hexadecimal(sums().getBytes(StandardCharsets.US_ASCII)));
        assertThat(ArchiveCheck.rows(new ByteArrayInputStream(archive))).isEqualTo(manifest);
        assertThat(ArchiveCheck.entries(new ByteArrayInputStream(archive))).isEqualTo(manifest);
    }

    /** As sha256sum prints it for {@code blobs} and its folders in their order. */
    private static String sums() {
        StringBuilder lines = new StringBuilder();
        SampleArchive.FILES
                .keySet()
                .forEach(name -> lines.append(name.split("/")[1])
                        .append("  blobs/")
                        .append(name)
                        .append('\n'));
        return lines.toString();
    }

    @Test
    void a_file_without_a_row_or_with_another_size_is_found_by_level_2() throws IOException {
        SortedMap<String, byte[]> more = new TreeMap<>(SampleArchive.FILES);
        more.put(SampleArchive.named("notes", OTHER), OTHER);
        assertFault(archive(more, Map.of()), "has no row that names it with its size");
        assertFault(
                archive(SampleArchive.FILES, Map.of("blobs", NOTE + "\t9\n" + PICTURE + "\t100000\n")),
                "blobs/" + NOTE + ": has no row that names it with its size");
    }

    @Test
    void a_file_that_a_row_refers_to_must_be_there_and_any_other_need_not() throws IOException {
        assertFault(archive(only(NOTE), Map.of()), "lack a file that a row refers to");
        assertThat(ArchiveCheck.rows(new ByteArrayInputStream(archive(only(PICTURE), Map.of())))
                        .files())
                .isOne();
    }

    @Test
    void what_is_no_file_is_not_written() throws IOException {
        for (String name : List.of("../" + "a".repeat(64), "notes/" + "A".repeat(64), "notes/x", "/etc/passwd", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> archive(new TreeMap<>(Map.of(name, OTHER)), Map.of()));
        }
        String otherName = "notes/" + Hash.hexadecimal(new byte[1]);
        assertThatExceptionOfType(ArchiveFault.class)
                .isThrownBy(() -> archive(new TreeMap<>(Map.of(otherName, OTHER)), Map.of()))
                .withMessageContaining("has bytes whose SHA-256 is " + Hash.hexadecimal(OTHER));
        ArchiveWriter writer = tables(new ByteArrayOutputStream(), Map.of());
        assertThatExceptionOfType(ArchiveFault.class)
                .isThrownBy(() -> writer.file(NOTE, 9, new ByteArrayInputStream(new byte[8])))
                .withMessageContaining("has 8 bytes instead of 9");
        assertThatExceptionOfType(ArchiveFault.class)
                .isThrownBy(() -> writer.file(NOTE, 7, new ByteArrayInputStream(new byte[8])))
                .withMessageContaining("has more than 7 bytes");
    }

    private static SortedMap<String, byte[]> only(String name) {
        return new TreeMap<>(Map.of(name, Objects.requireNonNull(SampleArchive.FILES.get(name))));
    }

    private static void assertFault(byte[] archive, String message) throws IOException {
        ArchiveCheck.entries(new ByteArrayInputStream(archive));
        assertThatExceptionOfType(ArchiveFault.class)
                .isThrownBy(() -> ArchiveCheck.rows(new ByteArrayInputStream(archive)))
                .withMessageContaining(message);
    }

    private static byte[] archive(SortedMap<String, byte[]> files, Map<String, String> otherRows) throws IOException {
        var out = new ByteArrayOutputStream();
        ArchiveWriter archive = tables(out, otherRows);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            archive.file(file.getKey(), file.getValue().length, new ByteArrayInputStream(file.getValue()));
        }
        archive.finish();
        return out.toByteArray();
    }

    private static ArchiveWriter tables(OutputStream out, Map<String, String> otherRows) throws IOException {
        Map<String, String> rows = new HashMap<>(SampleArchive.ROWS);
        rows.putAll(otherRows);
        ArchiveWriter archive = new ArchiveWriter(out, SampleArchive.HEADER);
        for (TableLayout table : SampleArchive.HEADER.tables()) {
            try (OutputStream canonical = archive.table(table)) {
                canonical.write(Objects.requireNonNull(rows.get(table.name())).getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }
}
