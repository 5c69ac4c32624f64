package dev.colophon.catalogue.copy;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.RawJson;
import dev.colophon.media.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads books for an export. */
public final class BookCopies {
    private static final String COVERED = "SELECT " + Book.COLUMNS + """
            , p.large AS cover, f.size_bytes, f.media_type FROM books b
            LEFT JOIN pictures p ON p.id = b.cover_id LEFT JOIN blobs f ON f.name = p.large
            WHERE b.id IN (SELECT\s""";

    private static final Statement BOOKS = Statement.split(
            "catalogue.book-copies",
            COVERED + "CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json)) AS j (value))",
            COVERED + "j.value FROM json_each(:ids) j)");

    private BookCopies() {}

    /** A book with the file that its line names, if it has a cover. */
    public record Found(UUID id, BookCopy copy, @Nullable StoredFile cover) {}

    /** The key of a book of which only the identifiers were read, as they are stored. */
    @SuppressWarnings("unchecked")
    public static UUID key(UUID bookId, String identifiers) {
        // hardly any book came from an export
        Map<String, String> read =
                identifiers.contains('"' + Book.EXPORT_KEY + '"') ? new RawJson(identifiers).as(Map.class) : Map.of();
        return BookKey.of(bookId, read);
    }

    /** The books with these ids, in no order. */
    public static List<Found> read(Session session, List<UUID> ids) {
        return session.list(BOOKS, BookCopies::found, Parameters.of("ids", Json.writeText(ids)));
    }

    private static Found found(Row row) {
        Book book = Book.of(row);
        String cover = row.textOrNull("cover");
        UUID key = BookKey.of(book.id(), book.facts().identifiers());
        BookDraft facts = BookKey.without(book.facts());
        if (cover == null) {
            return new Found(book.id(), new BookCopy(key, facts, null), null);
        }
        var file = new StoredFile(cover, row.number("size_bytes"), row.text("media_type"));
        return new Found(book.id(), new BookCopy(key, facts, file.sha256()), file);
    }
}
