package dev.colophon.backup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import dev.colophon.backup.archive.tar.TarHeader;
import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.ArchiveManifest.Entry;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives made with care to do harm: every hash and every checksum in them is right. */
class HostileArchiveTest {
    private static final String CHUNK = "data/000-empty/000000.tsv.zst";
    private static final String HEADER = text(Json.write(SampleArchive.header(List.of(SampleArchive.EMPTY))));
    private static final long GIB = 1L << 30;
    private static final long SECONDS = SampleArchive.HEADER.createdAt().getEpochSecond();

    @Test
    void what_is_made_by_hand_here_can_be_read() throws IOException {
        byte[] archive = archive(HEADER, chunk(Zstd.compress(bytes("a\nb\n"), 3)));

        assertThat(read(archive)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/etc/passwd",
                "data/../../evil",
                "data/000-empty/../000000.tsv.zst",
                "./data/000-empty/000000.tsv.zst",
                "data//000-empty/000000.tsv.zst",
                "data/000-empty/000000.tsv.zst/",
                "data/000-empty/000001.tsv.zst",
                "data/001-empty/000000.tsv.zst",
                "data/000-other/000000.tsv.zst",
                "data\\000-empty\\000000.tsv.zst",
                "DATA/000-empty/000000.tsv.zst",
                "blobs/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void another_name_is_refused(String name) {
        assertFault(archive(HEADER, entry(name, Zstd.compress(bytes("a\n"), 3))), "manifest.json: is missing");
    }

    @Test
    void a_name_with_nul_is_refused() {
        byte[] chunk = chunk(Zstd.compress(bytes("a\n"), 3));
        byte[] hidden = bytes("../evil");
        System.arraycopy(hidden, 0, chunk, CHUNK.length() + 1, hidden.length);

        assertFault(archive(HEADER, sign(chunk)), "something else where an entry should begin");
    }

    @Test
    void links_folders_and_devices_are_refused() {
        for (char type : "\0001234567xgLKS".toCharArray()) {
            byte[] entry = chunk(new byte[0]);
            entry[156] = (byte) type;
            System.arraycopy(bytes("/etc/passwd"), 0, entry, 157, 11);

            assertFault(archive(HEADER, sign(entry)), "something else where an entry should begin");
        }
    }

    @Test
    void a_bomb_is_stopped() {
        assertThat(zeros(2 * GIB, 2 * GIB, 20)).hasSizeLessThan(100_000);

        assertFault(archive(HEADER, chunk(zeros(64 << 20, 64 << 20, 20))), "ends within a row");
        assertFault(archive(HEADER, chunk(zeros(65 << 20, 65 << 20, 20))), "larger than they can be");
        assertFault(archive(HEADER, chunk(zeros(2 * GIB, 2 * GIB, 20))), "larger than they can be");
        assertFault(archive(HEADER, chunk(zeros(2 * GIB, Long.MAX_VALUE, 20))), "larger than they can be");
        assertFault(archive(HEADER, chunk(zeros(2 * GIB, -1, 20))), "does not say how large its rows are");
    }

    @Test
    void a_bomb_that_lies_is_stopped() {
        assertFault(archive(HEADER, chunk(zeros(2 * GIB, 100, 20))), CHUNK);
        assertFault(archive(HEADER, chunk(zeros(2 * GIB, 64 << 20, 20))), CHUNK);
        byte[] small = Zstd.compress(bytes("a\n"), 3);
        assertFault(archive(HEADER, chunk(join(small, zeros(2 * GIB, 2 * GIB, 20)))), "another size than it says");
    }

    @Test
    void a_window_larger_than_memory_is_refused() {
        assertFault(archive(HEADER, chunk(zeros(32 << 20, 32 << 20, 23))), "ends within a row");
        assertFault(archive(HEADER, chunk(zeros(32 << 20, 32 << 20, 24))), "is not intact zstd");
        assertFault(archive(HEADER, chunk(zeros(32 << 20, 32 << 20, 41))), CHUNK);
    }

    @Test
    void chunks_that_are_not_cut_at_rows_are_refused() {
        assertFault(archive(HEADER, chunk(Zstd.compress(bytes("a\nb"), 3))), "ends within a row");
        assertFault(archive(HEADER, chunk(Zstd.compress(new byte[0], 3))), "does not say how large");
        assertFault(archive(HEADER, chunk(new byte[0])), "does not say how large");
        assertFault(archive(HEADER, chunk(bytes("a\n"))), "does not say how large");
    }

    @Test
    void sizes_beyond_the_limits_are_refused_before_anything_is_read() {
        byte[] huge = new TarHeader(CHUNK, (8L << 30) - 1, SECONDS).encode();
        assertFault(join(start(HEADER), huge), "larger than it can be");
        assertFault(
                join(
                        entry("FORMAT", bytes("colophon-archive 1\n")),
                        new TarHeader("header.json", 3 << 20, SECONDS).encode()),
                "header.json: is larger than it can be");
        assertFault(new TarHeader("FORMAT", 5000, SECONDS).encode(), "FORMAT: is larger than it can be");
    }

    @Test
    void a_file_is_what_its_name_says_and_comes_once_and_in_order() throws IOException {
        byte[] note = bytes("A note.\n");
        byte[] picture = new byte[1000];
        byte[] first = entry("blobs/" + SampleArchive.named("notes", note), note);
        byte[] second = entry("blobs/" + SampleArchive.named("pictures", picture), picture);
        byte[] wrong = entry("blobs/" + SampleArchive.named("notes", picture), note);

        assertThat(read(withFiles(2, join(first, second)))).isEqualTo(4);
        assertFault(withFiles(2, wrong), "has bytes whose SHA-256 is");
        assertFault(withFiles(2, join(first, first)), "does not come behind the file before");
        assertFault(withFiles(2, join(second, first)), "does not come behind the file before");
        assertFault(withFiles(1, first), "manifest.json: is missing");
        byte[] long2 = new TarHeader("blobs/" + SampleArchive.named("notes", note), (1L << 30) + 1, SECONDS).encode();
        assertFault(withFiles(2, long2), "is larger than it can be");
        byte[] cut = new TarHeader("blobs/" + SampleArchive.named("notes", note), 1L << 30, SECONDS).encode();
        assertFault(withFiles(2, cut), "ends too early");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blobs/../HASH",
                "blobs//HASH",
                "blobs/HASH",
                "blobs/notes/../HASH",
                "blobs/notes/./HASH",
                "blobs/notes/HASH/",
                "blobs/notes/HASHf",
                "blobs/Notes/HASH",
                "blobs/no.tes/HASH",
                "blobs\\notes\\HASH",
                "../blobs/notes/HASH",
                "/blobs/notes/HASH",
                "blobs/notes/passwd"
            })
    void another_name_of_a_file_is_refused(String name) {
        byte[] note = bytes("A note.\n");
        byte[] entry = entry(name.replace("HASH", Hash.hexadecimal(note)), note);

        assertFault(withFiles(2, entry), "manifest.json: is missing");
        assertFault(
                withFiles(2, entry("blobs/notes/" + Hash.hexadecimal(note).toUpperCase(Locale.ROOT), note)),
                "manifest.json: is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colophon-archive 3\nwhatever", "colophon-archive 999999999\n"})
    void a_newer_format_is_named(String format) {
        assertIncompatible(entry("FORMAT", bytes(format)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "colophon-archive 0\n", "colophon-archive 1", "colophon-archive 01\n", "other 1\n"})
    void no_format_is_no_archive(String format) {
        assertFault(entry("FORMAT", bytes(format)), "FORMAT: does not begin");
    }

    @Test
    void a_header_with_something_new_is_named() {
        assertIncompatible(start(HEADER.replaceFirst("\\{", "{\"shard\":1,")));
        assertIncompatible(start(HEADER.replace("\"text\"", "\"vector\"")));
        assertIncompatible(start(HEADER.replace("before-migration", "before-christmas")));
        assertIncompatible(start(HEADER.replace("\"nullable\":false", "\"nullable\":false,\"collation\":\"C\"")));
    }

    @Test
    void a_header_that_contradicts_itself_is_refused() {
        assertFault(start(HEADER.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":null")), "lacks a field");
        assertFault(start(HEADER.replaceFirst("\"release\":\"[^\"]*\",", "")), "lacks a field");
        assertFault(start(HEADER.replaceFirst("\"tables\":\\[.*\\]", "\"tables\":[null]")), "lacks a field");
        assertFault(start(HEADER.replace("\"columns\":[{", "\"columns\":[null,{")), "lacks a field");
        assertFault(start(HEADER.replace("\"sequence\":7", "\"sequence\":-7")), "cannot be");
        assertFault(start(HEADER.replace("\"empty\"", "\"../evil\"")), "not in the order of names");
        assertFault(start(HEADER.replace("\"primary_key\":[\"id\"]", "\"primary_key\":[\"other\"]")), "do not fit");
        assertFault(start(HEADER.replace("\"primary_key\":[\"id\"]", "\"primary_key\":[]")), "do not fit");
        assertFault(start(HEADER.replace("2026-01-02", "2026-01-03")), "another time than the entries");
    }

    private static void assertFault(byte[] archive, String message) {
        assertThatExceptionOfType(ArchiveFault.class)
                .isThrownBy(() -> read(archive))
                .withMessageContaining(message);
    }

    private static void assertIncompatible(byte[] archive) {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> read(archive))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE));
    }

    /** How many bytes its table has. */
    private static long read(byte[] archive) throws IOException {
        ArchiveReader reader = ArchiveReader.open(new ByteArrayInputStream(archive));
        long bytes;
        try (InputStream rows = reader.table(SampleArchive.EMPTY)) {
            bytes = rows.transferTo(OutputStream.nullOutputStream());
        }
        reader.finish();
        return bytes;
    }

    private static byte[] start(String header) {
        return start(1, header);
    }

    private static byte[] start(int format, String header) {
        byte[] json = bytes(header);
        return join(entry("FORMAT", ArchiveFormat.format(format, Hash.hexadecimal(json))), entry("header.json", json));
    }

    /** With a manifest for two rows and for these files, as far as they are any. */
    private static byte[] withFiles(int format, byte[] files) {
        byte[] chunk = chunk(Zstd.compress(bytes("a\nb\n"), 3));
        var tar = new TarReader(new ByteArrayInputStream(join(start(format, HEADER), chunk, files)));
        var tally = new BlobTally();
        try {
            tar.read("FORMAT", 1 << 20);
            tar.read("header.json", 1 << 20);
            tar.read(CHUNK, 1 << 20);
            for (int left = files.length; left > 0; left -= 2 * TarHeader.BLOCK_BYTES) {
                TarReader.Content content = tar.open(tar.nextName(), 1 << 20);
                content.readAllBytes();
                Entry entry = content.end();
                tally.add(entry.name().substring("blobs/".length()), entry);
            }
        } catch (IOException | IndexOutOfBoundsException refused) {
            assertThat(refused).isNotNull();
        }
        byte[] manifest = Json.write(new ArchiveManifest(
                List.of(new TableTotal("empty", 2, 4, Hash.hexadecimal(bytes("a\nb\n")))),
                tar.entries(),
                format == 1 ? null : tally.total()));
        return join(
                start(format, HEADER),
                chunk,
                files,
                entry("manifest.json", manifest),
                entry("TRAILER", ArchiveFormat.trailer(Hash.hexadecimal(manifest))),
                new byte[2 * TarHeader.BLOCK_BYTES]);
    }

    /** With a manifest for two rows of two bytes. */
    private static byte[] archive(String header, byte[] chunk) {
        byte[] start = start(header);
        var tar = new TarReader(new ByteArrayInputStream(join(start, chunk)));
        byte[] manifest;
        try {
            tar.read("FORMAT", 1 << 20);
            tar.read("header.json", 1 << 20);
            tar.read(CHUNK, 1 << 20);
            manifest = Json.write(new ArchiveManifest(
                    List.of(new TableTotal("empty", 2, 4, Hash.hexadecimal(bytes("a\nb\n")))), tar.entries(), null));
        } catch (IOException refused) {
            manifest = bytes("{}");
        }
        return join(
                start,
                chunk,
                entry("manifest.json", manifest),
                entry("TRAILER", ArchiveFormat.trailer(Hash.hexadecimal(manifest))),
                new byte[2 * TarHeader.BLOCK_BYTES]);
    }

    private static byte[] chunk(byte[] stored) {
        return entry(CHUNK, stored);
    }

    private static byte[] entry(String name, byte[] content) {
        return join(
                new TarHeader(name, content.length, SECONDS).encode(),
                content,
                new byte[TarHeader.padding(content.length)]);
    }

    /** Makes the checksum right. */
    private static byte[] sign(byte[] entry) {
        Arrays.fill(entry, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < TarHeader.BLOCK_BYTES; i++) {
            sum += entry[i] & 0xff;
        }
        System.arraycopy(bytes(String.format("%06o\0 ", sum)), 0, entry, 148, 8);
        return entry;
    }

    /** A frame of zstd (RFC 8878) with zeros in blocks of 128 KiB, each of four bytes. */
    private static byte[] zeros(long size, long said, int windowLog) {
        int blocks = (int) (size >> 17);
        ByteBuffer frame = ByteBuffer.allocate(14 + 4 * blocks).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0xFD2FB528);
        frame.put((byte) (said < 0 ? 0 : 0xC0));
        frame.put((byte) ((windowLog - 10) << 3));
        if (said >= 0) {
            frame.putLong(said);
        }
        for (int i = 1; i <= blocks; i++) {
            frame.putInt(1 << 20 | 1 << 1 | (i == blocks ? 1 : 0));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] join(byte[]... pieces) {
        var out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
