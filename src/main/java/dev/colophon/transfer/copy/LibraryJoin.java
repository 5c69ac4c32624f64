package dev.colophon.transfer.copy;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.copy.BookCopy;
import dev.colophon.catalogue.copy.BookKey;
import dev.colophon.journal.copy.NoteCopy;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import dev.colophon.shelf.copy.ProgressCopy;
import dev.colophon.shelf.copy.ProgressOfRead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of all members side by side: they are in one order, that of the keys, so that what belongs to an
 * entry comes together and none of it has to be kept.
 */
final class LibraryJoin implements AutoCloseable {
    /** Lines of progress in one item. */
    private static final int MOST_PROGRESS = 500;

    private final MemberLines<BookCopy> books;
    private final MemberLines<EntryCopy> entries;
    private final MemberLines<ProgressCopy> progress;
    private final MemberLines<NoteCopy> notes;
    private @Nullable String lastKey;

    LibraryJoin(LibraryMembers members) throws IOException {
        books = new MemberLines<>(members, LibraryMembers.LINES.get(0), BookCopy.class);
        entries = new MemberLines<>(members, LibraryMembers.LINES.get(1), EntryCopy.class);
        progress = new MemberLines<>(members, LibraryMembers.LINES.get(2), ProgressCopy.class);
        notes = new MemberLines<>(members, LibraryMembers.LINES.get(3), NoteCopy.class);
    }

    /** Takes the rows of an entry one after the other, the entry itself first. */
    interface Rows {
        /**
         * @param line of the entry or the note in its member
         */
        void entry(int line, BookCopy book, CopyRow row) throws IOException;

        void progress(int line, CopyRow row) throws IOException;

        void note(int line, BookDraft book, NoteCopy note) throws IOException;
    }

    /**
     * Reads everything.
     *
     * @throws dev.colophon.problem.Problem that names the line that is wrong
     */
    void each(Rows rows) throws IOException {
        while (entries.peek() != null) {
            int line = entries.line();
            EntryCopy entry = entries.take();
            BookCopy book = book(line, entry);
            BookDraft draft = BookKey.with(book.facts(), book.key());
            rows.entry(line, book, CopyRow.of(draft, entry));
            progress(rows, draft, entry);
            notes(rows, draft, entry.book());
        }
        demandEnd();
    }

    private BookCopy book(int line, EntryCopy entry) throws IOException {
        BookCopy book = books.peek();
        String key = entry.book().toString();
        if (book == null || !book.key().equals(entry.book()) || (lastKey != null && lastKey.compareTo(key) >= 0)) {
            throw books.wrong("Books and entries belong together and are ordered by key (entry " + line + ").");
        }
        lastKey = key;
        return books.take();
    }

    private void progress(Rows rows, BookDraft book, EntryCopy entry) throws IOException {
        ProgressCopy next = progress.peek();
        while (next != null && next.book().equals(entry.book())) {
            int line = progress.line();
            int read = next.read();
            if (read < 0 || read >= entry.reads().size()) {
                throw progress.wrong("The entry has no such read.");
            }
            List<ProgressCopy> some = new ArrayList<>();
            while (next != null
                    && next.book().equals(entry.book())
                    && next.read() == read
                    && some.size() < MOST_PROGRESS) {
                some.add(progress.take());
                next = progress.peek();
            }
            rows.progress(line, CopyRow.of(book, of(entry, read, some)));
        }
    }

    private static ProgressOfRead of(EntryCopy entry, int place, List<ProgressCopy> lines) {
        ReadCopy read = entry.reads().get(place);
        int same = 0;
        for (ReadCopy earlier : entry.reads().subList(0, place)) {
            same += earlier.saysTheSame(read) ? 1 : 0;
        }
        return new ProgressOfRead(read, same, lines);
    }

    private void notes(Rows rows, BookDraft book, UUID key) throws IOException {
        NoteCopy next = notes.peek();
        while (next != null && next.book().equals(key)) {
            int line = notes.line();
            rows.note(line, book, notes.take());
            next = notes.peek();
        }
    }

    private void demandEnd() {
        for (MemberLines<?> lines : List.of(books, progress, notes)) {
            if (lines.peek() != null) {
                throw lines.wrong("It belongs to no entry, or stands in another order.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (books;
                entries;
                progress) {
            notes.close();
        }
    }
}
