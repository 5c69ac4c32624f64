package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BlobTotal;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The archives that the first builds of each format wrote: they are read for ever, with the same hashes. Should this
 * fail, the format was changed without a new number; the files are never written again.
 */
class GoldenArchiveTest {
    private static final String SHA256 = "6d3ecffea68d52da95ff48c3e2f5438e64d130ca237e3bd05ef46af86e9f5ebf";

    private static final String WITH_FILES_SHA256 = "fab015cad8e77b0acd58369d6089a3a425fb81258a4b5915e5ac5139cc59befc";

    private static final TableLayout LARGE =
            new TableLayout("large", List.of(new ColumnLayout("id", ColumnKind.TEXT, false)), List.of("id"), List.of());
    private static final ArchiveHeader HEADER =
            SampleArchive.header(List.of(SampleArchive.AUTHORS, SampleArchive.BOOKS, SampleArchive.EMPTY, LARGE));

    @Test
    void it_is_read_for_ever() throws IOException {
        byte[] golden = golden();
        assertThat(Hash.hexadecimal(golden)).isEqualTo(SHA256);

        ArchiveManifest manifest = ArchiveCheck.rows(new ByteArrayInputStream(golden));
        assertThat(manifest.tables())
                .containsExactly(
                        new TableTotal(
                                "authors", 4, 150, "a2f1ef6056305a6e34193add574efb1eadab2165cb7bd46ca717206a74613aef"),
                        new TableTotal(
                                "books", 3, 181, "5bf6abc850c20abcdcb77d9fc7e7fe2885bc175ea351505be631857b6ea5fa46"),
                        new TableTotal(
                                "empty", 0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                        new TableTotal(
                                "large",
                                3,
                                9437187,
                                "687f77c72460f31b237a68e987bdf3e3ee0613d1085122272722cd54246ef926"));
        assertThat(manifest.entries()).hasSize(6);
        assertThat(manifest.blobs()).isNull();
        assertThat(ArchiveCheck.entries(new ByteArrayInputStream(golden))).isEqualTo(manifest);
        assertThat(ArchiveReader.open(new ByteArrayInputStream(golden)).header())
                .isEqualTo(HEADER);
    }

    /** Format 2 has files beside the rows. */
    @Test
    void one_with_files_is_read_for_ever() throws IOException {
        byte[] golden = stored("/backup/format-2.clb");
        assertThat(Hash.hexadecimal(golden)).isEqualTo(WITH_FILES_SHA256);

        ArchiveManifest manifest = ArchiveCheck.rows(new ByteArrayInputStream(golden));
        assertThat(manifest.blobs())
                .isEqualTo(
                        new BlobTotal(2, 100_008, "745388cf7377007ffe279be103cbd6b38c12c70e2f74910a0723b67e79c2d4b5"));
        assertThat(manifest.tables()).hasSize(5);
        assertThat(manifest.entries()).hasSize(6);
        assertThat(ArchiveReader.open(new ByteArrayInputStream(golden)).header())
                .isEqualTo(SampleArchive.HEADER);
        ArchiveManifest today = ArchiveCheck.rows(new ByteArrayInputStream(SampleArchive.bytes()));
        assertThat(today.blobs()).isEqualTo(manifest.blobs());
        assertThat(today.tables()).isEqualTo(manifest.tables());
    }

    @Test
    void the_same_rows_have_the_same_hashes_today() throws IOException {
        ArchiveManifest today = ArchiveCheck.rows(new ByteArrayInputStream(written()));

        assertThat(today.tables())
                .isEqualTo(ArchiveCheck.rows(new ByteArrayInputStream(golden())).tables());
    }

    /** What it was made of; how zstd compresses may change. */
    private static byte[] written() {
        String large = Stream.of("a", "b", "c")
                .map(letter -> letter.repeat(3 << 20) + "\n")
                .reduce("", String::concat);
        return SampleArchive.bytes(
                HEADER,
                Map.of(
                        "authors", Objects.requireNonNull(SampleArchive.ROWS.get("authors")),
                        "books", Objects.requireNonNull(SampleArchive.ROWS.get("books")),
                        "large", large));
    }

    private static byte[] golden() throws IOException {
        return stored("/backup/format-1.clb");
    }

    private static byte[] stored(String name) throws IOException {
        try (InputStream stored = Objects.requireNonNull(GoldenArchiveTest.class.getResourceAsStream(name))) {
            return stored.readAllBytes();
        }
    }
}
