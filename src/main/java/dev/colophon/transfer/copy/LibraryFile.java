package dev.colophon.transfer.copy;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.copy.BookCopy;
import dev.colophon.journal.copy.NoteCopy;
import dev.colophon.journal.copy.NoteCopy.FileCopy;
import dev.colophon.json.Json;
import dev.colophon.media.StoredFile;
import dev.colophon.media.picture.Picture;
import dev.colophon.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A zip of ours that was read once to its end, so that nothing of it is stored unless all of it can be. */
public final class LibraryFile implements AutoCloseable {
    /** Each is made anew, which takes some of a second, while the reader waits. */
    private static final int MOST_COVERS = 200;

    private final LibraryMembers members;
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Map<String, StoredFile> stored = new HashMap<>();
    private final Map<UUID, String> covers = new LinkedHashMap<>();
    private final Map<UUID, Picture> pictures = new HashMap<>();
    private int rows;
    private int lost;

    private LibraryFile(LibraryMembers members) {
        this.members = members;
    }

    /**
     * An item of the import.
     *
     * @param group equal for rows about the same book, which stand together
     * @param raw what it is about, for people
     */
    public record Row(int place, int line, int group, String raw, CopyRow copy) {}

    /** Keeps files of the zip, each checked as if the reader had sent it alone. */
    public interface Keeper {
        StoredFile attachment(InputStream content) throws IOException;

        /** Whether the book that is called so needs its cover. */
        boolean needsCover(UUID key);

        Picture cover(InputStream content) throws IOException;
    }

    /** Whether a file is such a zip, by its content. */
    public static boolean isOne(Path file) throws IOException {
        return LibraryMembers.isOne(file);
    }

    /**
     * Reads all of it once.
     *
     * @param maxBytes of all lines
     * @throws Problem that says what is wrong with it
     */
    public static LibraryFile open(Path file, int maxRows, long maxBytes) throws IOException {
        LibraryFile library = new LibraryFile(LibraryMembers.open(file, maxBytes));
        try {
            library.forEach(row -> library.survey(row, maxRows));
            return library;
        } catch (IOException | RuntimeException failure) {
            library.close();
            throw failure;
        }
    }

    private void survey(Row row, int maxRows) {
        rows++;
        if (rows > maxRows) {
            throw Refusal.tooLarge(
                    "The zip has more than " + maxRows + " rows. Ask the operator to raise IMPORT_MAX_ROWS.");
        }
        NoteCopy note = row.copy().note();
        for (FileCopy file : note == null ? List.<FileCopy>of() : note.attachments()) {
            if (members.hasFile(file.sha256())) {
                wanted.add(file.sha256());
            } else if (members.isMissing(file.sha256())) {
                lost++;
            } else {
                throw Refusal.broken("The zip lacks a file that a note names.");
            }
        }
    }

    /** Entries, parts of progress and notes. */
    public int rowCount() {
        return rows;
    }

    /** What holds for all of it, one sentence each. */
    public List<String> notes() {
        String found = "Export of Colophon with " + rows + " rows and " + wanted.size() + " attachments.";
        List<String> notes = new ArrayList<>(List.of(found));
        if (lost > 0) {
            notes.add(lost + " attachments had been lost before it was made and cannot be brought back.");
        }
        if (pictures.size() == MOST_COVERS) {
            notes.add("At most " + MOST_COVERS + " covers come with one import; send the zip again for more.");
        }
        return notes;
    }

    /**
     * Keeps the files of the notes, and covers of books that have none.
     *
     * @throws Problem when one is not what its name says, is not taken as what it is, or is too much
     */
    public void keepFiles(Keeper keeper) throws IOException {
        keepAttachments(keeper);
        for (Map.Entry<UUID, String> cover : covers.entrySet()) {
            if (pictures.size() < MOST_COVERS && keeper.needsCover(cover.getKey())) {
                try (InputStream content = members.file(cover.getValue())) {
                    pictures.put(cover.getKey(), keeper.cover(content));
                }
            }
        }
    }

    private void keepAttachments(Keeper keeper) throws IOException {
        for (String sha256 : wanted) {
            try (InputStream content = members.file(sha256)) {
                StoredFile file = keeper.attachment(content);
                if (!file.sha256().equals(sha256)) {
                    throw Refusal.broken("A file of the zip is not what its name says.");
                }
                stored.put(sha256, file);
            }
        }
    }

    /** Reads every row, those of an entry together. */
    public void forEach(Consumer<Row> action) throws IOException {
        try (LibraryJoin join = new LibraryJoin(members)) {
            join.each(new Items(action));
        }
    }

    @Override
    public void close() throws IOException {
        members.close();
    }

    /** Gives rows their places. */
    private final class Items implements LibraryJoin.Rows {
        private final Consumer<Row> action;
        private int place;
        private int group = -1;

        Items(Consumer<Row> action) {
            this.action = action;
        }

        @Override
        public void entry(int line, BookCopy book, CopyRow row) {
            group++;
            if (book.cover() != null && members.hasFile(book.cover())) {
                covers.put(book.key(), book.cover());
            }
            add(line, row.with(pictures.get(book.key())));
        }

        @Override
        public void progress(int line, CopyRow row) {
            add(line, row);
        }

        @Override
        public void note(int line, BookDraft book, NoteCopy note) {
            List<StoredFile> files = new ArrayList<>();
            for (FileCopy file : note.attachments()) {
                StoredFile kept = stored.get(file.sha256());
                if (kept != null) {
                    files.add(kept);
                }
            }
            add(line, CopyRow.of(book, note, files));
        }

        private void add(int line, CopyRow row) {
            Map<String, String> raw = new LinkedHashMap<>();
            raw.put("Title", row.book().title());
            raw.put("Kind", row.kind());
            action.accept(new Row(place++, line, group, Json.writeText(raw), Objects.requireNonNull(row)));
        }
    }
}
