package dev.colophon.backup.archive;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    public static final ArchiveHeader HEADER = header(List.of(AUTHORS, BOOKS, EMPTY));

    public static final Map<String, String> ROWS = Map.of("authors", """
            \\N\t-9223372036854775808\t\t\\N
            t\t-1\t\\\\N\t\\\\x
            f\t0\tTab\\tline\\nreturn\\rback\\\\slash\\b\\f\\v\u0001\u007F\t\\\\x00ff5c0a09
            t\t9223372036854775807\t\u05D0\u0301\u202E \uD83D\uDCDA \\\\. NULL\t\\\\x5c4e
            """, "books", """
            0\t018f0000-0000-7000-8000-000000000001\tA book of \u00E9
            \\N\t018f0000-0000-7000-8000-000000000002\t\\\\.
            9223372036854775807\t018f0000-0000-7000-8000-00000000000a\t2026-01-02T03:04:05.678900Z
            """, "empty", "");

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
        return archive.finish();
    }
}
