package dev.colophon.transfer.export.library;

import dev.colophon.account.Accounts;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.json.RawJson;
import dev.colophon.media.Blobs;
import dev.colophon.media.StoredFile;
import dev.colophon.transfer.export.walk.ExportProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the zip of a reader's shelf. */
public final class LibraryExport {
    private static final Statement PICTURE = Statement.of("transfer.account-picture", """
                    SELECT f.name, f.size_bytes, f.media_type FROM users u
                    JOIN pictures p ON p.id = u.picture_id JOIN blobs f ON f.name = p.large WHERE u.id = :id
                    """);

    private final Database database;
    private final Blobs blobs;
    private final Accounts accounts;

    public LibraryExport(Database database, Blobs blobs, Accounts accounts) {
        this.database = database;
        this.blobs = blobs;
        this.accounts = accounts;
    }

    /**
     * @param picture the hash of the reader's picture
     */
    private record Account(RawJson account, @Nullable String picture) {}

    /**
     * Writes all of it; nothing is written before all lines are known.
     *
     * @throws dev.colophon.problem.Problem of kind CONFLICT when books were merged meanwhile, UNAVAILABLE when files or
     *     the database cannot be read now
     * @throws IOException of the stream
     */
    public void write(UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        try (LibraryRows rows = LibraryRows.read(database, reader, progress)) {
            var zip = new LibraryZip(blobs, out);
            write(zip, rows);
            zip.files(rows.files(), progress);
            zip.finish();
        }
    }

    /** The same with what is kept about the account in a folder of its own, which an import leaves alone. */
    public void writeAll(UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        Optional<StoredFile> picture = picture(reader);
        try (LibraryRows rows = LibraryRows.read(database, reader, progress);
                AccountRows account = AccountRows.read(database, reader)) {
            var zip = new LibraryZip(blobs, out);
            write(zip, rows);
            zip.value(
                    "account/account.json",
                    new Account(
                            accounts.shown(reader),
                            picture.map(StoredFile::sha256).orElse(null)));
            for (LibraryRows.Lines lines : account.lines()) {
                zip.lines(lines);
            }
            picture.ifPresent(file -> rows.files().put(file.sha256(), file));
            zip.files(rows.files(), progress);
            zip.finish();
        }
    }

    private static void write(LibraryZip zip, LibraryRows rows) throws IOException {
        zip.explain();
        for (LibraryRows.Lines lines : rows.lines()) {
            zip.lines(lines);
        }
    }

    private Optional<StoredFile> picture(UUID reader) {
        return database.read(session -> session.first(
                PICTURE,
                row -> new StoredFile(row.text("name"), row.number("size_bytes"), row.text("media_type")),
                Parameters.of("id", reader)));
    }
}
