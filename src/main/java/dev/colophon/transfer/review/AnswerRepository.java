package dev.colophon.transfer.review;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.StoredJson;
import dev.colophon.text.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers in the database, found again when the same row comes another time. */
final class AnswerRepository {
    private static final Statement WRITE = Statement.of("transfer.write-answer", """
                    UPDATE import_items SET answer = :answer, answer_key = :answer_key
                    WHERE job_id = :job_id AND place = :place""");

    private static final Statement EARLIER = Statement.of("transfer.earlier-answer", """
                    SELECT i.answer FROM import_items i JOIN import_jobs j ON j.id = i.job_id
                    WHERE i.answer_key = :answer_key AND j.user_id = :user_id
                    ORDER BY i.job_id DESC, i.place DESC LIMIT 1""");

    private static final Statement TAKEN_BEFORE = Statement.of("transfer.row-taken-before", """
                    SELECT i.place FROM import_items i JOIN import_jobs j ON j.id = i.job_id
                    JOIN import_items own ON own.job_id = :job_id AND own.place = :place
                    WHERE i.userbook_id = :userbook_id AND j.user_id = :user_id AND i.raw = own.raw
                      AND i.job_id <> :job_id LIMIT 1""");

    private static final Statement BOOK_OF =
            Statement.of("transfer.book-of-entry", "SELECT book_id FROM userbooks WHERE id = :id");

    /** A row of a job. */
    record Place(UUID jobId, int place) {
        Parameters parameters() {
            return Parameters.of("job_id", jobId).and("place", place);
        }
    }

    void write(Session session, Place row, Answer answer, BookDraft book) {
        session.execute(
                WRITE, row.parameters().and("answer", Json.writeText(answer)).and("answer_key", key(book)));
    }

    /** What the reader answered last of a row that says the same of its book. */
    Optional<Answer> earlier(Session session, UUID userId, BookDraft book) {
        return session.first(
                EARLIER,
                row -> StoredJson.read(row.text("answer"), Answer.class),
                Parameters.of("answer_key", key(book)).and("user_id", userId));
    }

    /** Whether the very same row was put on this entry by another import. */
    boolean isTakenBefore(Session session, UUID userId, Place row, @Nullable UUID entryId) {
        Parameters parameters = row.parameters().and("userbook_id", entryId).and("user_id", userId);
        return entryId != null
                && session.first(TAKEN_BEFORE, it -> it.integer("place"), parameters)
                        .isPresent();
    }

    UUID bookOf(Session session, UUID entryId) {
        return session.first(BOOK_OF, row -> row.uuid("book_id"), Parameters.of("id", entryId))
                .orElseThrow();
    }

    /** The same for rows that name their book by the same numbers, title and first author. */
    private static String key(BookDraft book) {
        Map<String, String> said = new TreeMap<>(book.identifiers());
        said.put("isbn13 ", book.isbn13() == null ? "" : book.isbn13());
        said.put("title ", book.titleKey());
        said.put("author ", book.authorKey());
        return Hash.hexadecimal(Json.write(said));
    }
}
