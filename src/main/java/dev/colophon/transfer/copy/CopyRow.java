package dev.colophon.transfer.copy;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.journal.copy.NoteCopy;
import dev.colophon.json.Json;
import dev.colophon.media.StoredFile;
import dev.colophon.media.picture.Picture;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.ProgressOfRead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one item of an import of our own zip has to do: exactly one of an entry, progress or a note. Pending items are
 * stored as its JSON, so that a job can be resumed without its file.
 *
 * @param book with its key; of progress and notes only what tells it from others
 * @param files of the note, which are stored already
 * @param cover of the book, which is stored already
 */
public record CopyRow(
        BookDraft book,
        @Nullable EntryCopy entry,
        @Nullable ProgressOfRead progress,
        @Nullable NoteCopy note,
        List<StoredFile> files,
        @Nullable Picture cover) {

    public CopyRow {
        files = List.copyOf(files);
    }

    static CopyRow of(BookDraft book, EntryCopy entry) {
        return new CopyRow(book, entry, null, null, List.of(), null);
    }

    static CopyRow of(BookDraft book, ProgressOfRead progress) {
        return new CopyRow(named(book), null, progress, null, List.of(), null);
    }

    static CopyRow of(BookDraft book, NoteCopy note, List<StoredFile> files) {
        return new CopyRow(named(book), null, null, note, files, null);
    }

    CopyRow with(@Nullable Picture picture) {
        return new CopyRow(book, entry, progress, note, files, picture);
    }

    /** As an item stores it; no mapping of another system's row begins so. */
    private record Stored(CopyRow copy) {}

    private static final String BEGINNING = "{\"copy\":";

    /** What an item has to store of it. */
    public String stored() {
        return Json.writeText(new Stored(this));
    }

    /** The row that an item stored, if it was one of ours. */
    public static Optional<CopyRow> of(String stored) {
        return stored.startsWith(BEGINNING)
                ? Optional.of(Json.read(stored.getBytes(StandardCharsets.UTF_8), Stored.class)
                        .copy())
                : Optional.empty();
    }

    /** A long description need not be stored with every note. */
    private static BookDraft named(BookDraft book) {
        return BookDraft.titled(book.title(), facts -> {
            facts.contributors = book.contributors();
            facts.isbn13 = book.isbn13();
            facts.identifiers = book.identifiers();
        });
    }

    /** What kind of row it is, for people. */
    String kind() {
        return entry != null ? "entry" : note != null ? note.text().kind().name() : "progress";
    }

    ProgressOfRead demandProgress() {
        return Objects.requireNonNull(progress);
    }
}
