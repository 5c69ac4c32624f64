package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader has of some books of the catalogue, in one query for all of them. */
public final class OwnStandings {
    private static final String OWN =
            "SELECT u.id, u.book_id, u.status, u.rating FROM userbooks u WHERE u.user_id = :user_id AND u.book_id IN ";

    private static final Statement OF_BOOKS = Statement.split(
            "shelf.standings-of-books",
            OWN + "(SELECT CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:books AS json)) j)",
            OWN + "(SELECT j.value FROM json_each(:books) j)");

    private final Database database;

    public OwnStandings(Database database) {
        this.database = database;
    }

    /** Where a reader stands with a book. */
    public record Own(
            UUID entryId,
            UUID bookId,
            Status status,
            @Nullable Rating rating) {
        private static Own of(Row row) {
            return new Own(
                    row.uuid("id"),
                    row.uuid("book_id"),
                    row.constant("status", Status.class),
                    Rating.of(row.integerOrNull("rating")));
        }
    }

    /** By the book's id; a book that is not on the shelf is not in it. */
    public Map<UUID, Own> of(UUID reader, Collection<BookSummary> books) {
        List<UUID> ids = books.stream().map(BookSummary::id).toList();
        return byBook(reader, ids);
    }

    /** The reader's entry of one book; null when it is not on the shelf. */
    public @Nullable Own of(UUID reader, UUID book) {
        return byBook(reader, List.of(book)).get(book);
    }

    private Map<UUID, Own> byBook(UUID reader, List<UUID> books) {
        Parameters parameters = Parameters.of("user_id", reader).and("books", Json.writeText(books));
        return database.read(session -> session.list(OF_BOOKS, Own::of, parameters)).stream()
                .collect(Collectors.toMap(Own::bookId, own -> own));
    }
}
