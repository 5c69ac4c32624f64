package dev.colophon.transfer.export.library;

import dev.colophon.database.Database;
import dev.colophon.journal.Attachment;
import dev.colophon.journal.copy.NoteCopies;
import dev.colophon.media.StoredFile;
import dev.colophon.shelf.copy.ProgressCopies;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ShelfWalk;
import dev.colophon.transfer.export.walk.ShelfWalk.Shelved;
import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/** All lines of a reader's shelf, put aside, with the files that they name. */
final class LibraryRows implements AutoCloseable {
    private final Database database;
    private final SpoolFile books = new SpoolFile();
    private final SpoolFile entries = new SpoolFile();
    private final SpoolFile progress = new SpoolFile();
    private final SpoolFile notes = new SpoolFile();
    private final SequencedMap<String, StoredFile> files = new TreeMap<>();

    private LibraryRows(Database database) throws IOException {
        this.database = database;
    }

    /** The lines of one kind under the name of their member. */
    record Lines(String name, SpoolFile spool) {}

    static LibraryRows read(Database database, UUID reader, ExportProgress heard) throws IOException {
        LibraryRows rows = new LibraryRows(database);
        try {
            new ShelfWalk(database).each(reader, heard, rows::add);
            return rows;
        } catch (IOException | RuntimeException failure) {
            rows.close();
            throw failure;
        }
    }

    private void add(Shelved shelved) throws IOException {
        books.add(shelved.book().copy());
        StoredFile cover = shelved.book().cover();
        if (cover != null) {
            files.put(cover.sha256(), cover);
        }
        entries.add(shelved.entry().copy());
        ProgressCopies.read(database, shelved.entry(), progress::add);
        if (shelved.noted()) {
            NoteCopies.read(database, shelved.entry().keyed(), (note, attached) -> {
                notes.add(note);
                attached.forEach(this::addFile);
            });
        }
    }

    private void addFile(Attachment file) {
        var stored = new StoredFile(file.blobName(), file.sizeBytes(), file.mediaType());
        files.put(stored.sha256(), stored);
    }

    /** In the order of the zip. */
    List<Lines> lines() {
        return List.of(
                new Lines("books.jsonl", books),
                new Lines("entries.jsonl", entries),
                new Lines("progress.jsonl", progress),
                new Lines("notes.jsonl", notes));
    }

    /** By their hashes, in the order of the zip. */
    SequencedMap<String, StoredFile> files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        try (books;
                entries;
                progress;
                notes) {
            files.clear();
        }
    }
}
