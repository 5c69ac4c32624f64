package dev.colophon.backup.archive;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A small archive with every kind of column and values that are hard to write, in canonical rows. */
public final class SampleArchive {
    public static final TableLayout AUTHORS = new TableLayout(
            "authors",
            List.of(
                    new ColumnLayout("alive", ColumnKind.BOOLEAN, true),
                    new ColumnLayout("id", ColumnKind.INTEGER, false),
                    new ColumnLayout("name", ColumnKind.TEXT, false),
                    new ColumnLayout("portrait", ColumnKind.BYTES, true)),
            List.of("id"),
            List.of());
    public static final TableLayout BOOKS = new TableLayout(
            "books",
            List.of(
                    new ColumnLayout("author_id", ColumnKind.INTEGER, true),
                    new ColumnLayout("id", ColumnKind.TEXT, false),
                    new ColumnLayout("title", ColumnKind.TEXT, false)),
            List.of("id"),
            List.of(new ForeignKey(List.of("author_id"), "authors", List.of("id"))));
    public static final TableLayout EMPTY =
            new TableLayout("empty", List.of(new ColumnLayout("id", ColumnKind.TEXT, false)), List.of("id"), List.of());

    public static final TableLayout BLOBS = new TableLayout(
            "blobs",
            List.of(
                    new ColumnLayout("name", ColumnKind.TEXT, false),
                    new ColumnLayout("size_bytes", ColumnKind.INTEGER, false)),
            List.of("name"),
            List.of());
    public static final TableLayout COVERS = new TableLayout(
            "covers",
            List.of(
                    new ColumnLayout("id", ColumnKind.INTEGER, false),
                    new ColumnLayout("picture", ColumnKind.TEXT, true)),
            List.of("id"),
            List.of(new ForeignKey(List.of("picture"), "blobs", List.of("name"))));

    /** By name, as in {@link #ROWS}: of a note, and of a picture that is larger than a buffer. */
    public static final SortedMap<String, byte[]> FILES = new TreeMap<>(Map.of(
            named("notes", "A note.\n".getBytes(StandardCharsets.UTF_8)),
            "A note.\n".getBytes(StandardCharsets.UTF_8),
            named("pictures", picture()),
            picture()));

    public static final ArchiveHeader HEADER = header(List.of(AUTHORS, BLOBS, BOOKS, COVERS, EMPTY));

    public static final Map<String, String> ROWS = Map.of(
            "authors",
            """
            \\N\t-9223372036854775808\t\t\\N
            t\t-1\t\\\\N\t\\\\x
            f\t0\tTab\\tline\\nreturn\\rback\\\\slash\\b\\f\\v\u0001\u007F\t\\\\x00ff5c0a09
            t\t9223372036854775807\t\u05D0\u0301\u202E \uD83D\uDCDA \\\\. NULL\t\\\\x5c4e
            """,
            "books",
            """
            0\t018f0000-0000-7000-8000-000000000001\tA book of \u00E9
            \\N\t018f0000-0000-7000-8000-000000000002\t\\\\.
            9223372036854775807\t018f0000-0000-7000-8000-00000000000a\t2026-01-02T03:04:05.678900Z
            """,
            "blobs",
            FILES.firstKey() + "\t8\n" + FILES.lastKey() + "\t100000\n",
            "covers",
            "1\t" + FILES.lastKey() + "\n2\t\\N\n",
            "empty",
            "");

    private SampleArchive() {}

    public static ArchiveHeader header(List<TableLayout> tables) {
        return new ArchiveHeader(
                UUID.fromString("018f0000-0000-7000-8000-0000000000aa"),
                UUID.fromString("018f0000-0000-7000-8000-0000000000bb"),
                BackupKind.BEFORE_MIGRATION,
                7,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "1.2.3",
                7,
                "SQLite 3.51.3",
                "0123456789abcdef",
                tables);
    }

    private static byte[] picture() {
        byte[] picture = new byte[100_000];
        new Random(9).nextBytes(picture);
        return picture;
    }

    /** The name that bytes have. */
    public static String named(String folder, byte[] bytes) {
        return folder + "/" + Hash.hexadecimal(bytes);
    }

    /** The archive's bytes. */
    public static byte[] bytes() {
        return bytes(HEADER, ROWS);
    }

    public static byte[] bytes(ArchiveHeader header, Map<String, String> rows) {
        var out = new ByteArrayOutputStream();
        try {
            write(out, header, rows);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return out.toByteArray();
    }

    static ArchiveManifest write(OutputStream out, ArchiveHeader header, Map<String, String> rows) throws IOException {
        var archive = new ArchiveWriter(out, header);
        for (TableLayout table : header.tables()) {
            try (OutputStream canonical = archive.table(table)) {
                canonical.write(rows.getOrDefault(table.name(), "").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (header.tables().contains(BLOBS)) {
            for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
                archive.file(file.getKey(), file.getValue().length, new ByteArrayInputStream(file.getValue()));
            }
        }
        return archive.finish();
    }
}
