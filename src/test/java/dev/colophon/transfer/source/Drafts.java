package dev.colophon.transfer.source;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.row.Mapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the rows of a file mean, by the titles of their books. */
final class Drafts {
    private final ImportFile file;
    private final Map<String, Mapping> byTitle = new HashMap<>();

    private Drafts(ImportFile file) throws IOException {
        this.file = file;
        file.forEach(row -> {
            BookDraft book = row.mapping().book();
            byTitle.put(book == null ? "line " + row.line() : book.title(), row.mapping());
        });
    }

    static Drafts of(Path file) throws IOException {
        return new Drafts(ImportFile.open(file, FileReading.AUTOMATIC, 1_000, 1_000_000));
    }

    static Drafts ofFixture(String name) throws IOException {
        return of(Path.of("src/test/resources/imports", name));
    }

    SourceSystem system() {
        return file.system();
    }

    List<String> fileNotes() {
        return file.notes();
    }

    Mapping mapping(String title) {
        return Objects.requireNonNull(byTitle.get(title), title);
    }

    BookDraft book(String title) {
        return Objects.requireNonNull(mapping(title).book());
    }

    ShelfDraft shelf(String title) {
        return Objects.requireNonNull(mapping(title).shelf());
    }

    List<String> notes(String title) {
        return mapping(title).notes();
    }
}
