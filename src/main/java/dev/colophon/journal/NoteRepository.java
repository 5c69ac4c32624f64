package dev.colophon.journal;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.SearchWords;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of notes. Each statement that takes an id from outside takes its owner too. */
public final class NoteRepository {
    private static final Columns CHANGING = NoteText.COLUMNS.and("search_key", "updated_at");

    private static final Statement INSERT = Statement.of(
            "journal.note-insert",
            CHANGING.and("id", "userbook_id", "user_id", "version", "created_at")
                    .insertInto("notes"));

    private static final Statement UPDATE = Statement.of(
            "journal.note-update",
            "UPDATE notes SET " + CHANGING.assignments() + ", version = version + 1 WHERE id = :id");

    private static final Statement DELETE =
            Statement.of("journal.note-delete", "DELETE FROM notes WHERE id = :id AND user_id = :user_id");

    private static final Statement COUNT =
            Statement.of("journal.note-count", "SELECT COUNT(*) AS notes FROM notes WHERE userbook_id = :userbook_id");

    private static final String JOINED =
            " n JOIN userbooks u ON u.id = n.userbook_id JOIN books b ON b.id = u.book_id ";

    private static final String FIND =
            "SELECT " + Note.COLUMNS + " FROM notes" + JOINED + "WHERE n.id = :id AND n.user_id = :user_id";

    private static final Statement VIEW = Statement.of("journal.note-by-id", FIND);

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK = Statement.split("journal.note-lock", FIND + " FOR NO KEY UPDATE OF n", FIND);

    private static final String IN_ORDER = " ORDER BY n.created_at DESC, n.id DESC";

    private static final Statement PAGE_OF_ENTRY =
            Statement.of("journal.notes-of-entry", page("n.userbook_id = :userbook_id AND n.user_id = :user_id"));

    private static final Statement PAGE_OF_READER =
            Statement.of("journal.notes-of-reader", page("n.user_id = :user_id"));

    /** One walk over the reader's own notes, whatever is looked for. */
    private static final Statement PAGE_FOUND = Statement.of(
            "journal.notes-found",
            page("n.user_id = :user_id AND CAST(:kind AS text) IN ('', n.kind)"
                    + IntStream.range(0, SearchWords.MOST)
                            .mapToObj(word -> " AND n.search_key LIKE :word_" + word + " ESCAPE '\\'")
                            .collect(Collectors.joining())));

    /** The page is cut off before books are joined. */
    private static String page(String condition) {
        return "SELECT " + Note.COLUMNS + " FROM (SELECT " + Note.ROW.list("n") + " FROM notes n WHERE " + condition
                + " AND (n.created_at, n.id) < (:after_at, :after_id)" + IN_ORDER + " LIMIT :limit)"
                + JOINED + IN_ORDER;
    }

    UUID insert(Session session, UUID reader, UUID entry, NoteText text, Instant now) {
        UUID id = Ids.next();
        session.execute(
                INSERT,
                text.parameters()
                        .and("id", id)
                        .and("userbook_id", entry)
                        .and("user_id", reader)
                        .and("version", 1)
                        .and("created_at", now)
                        .and("updated_at", now));
        return id;
    }

    void update(Session session, UUID id, NoteText text, Instant now) {
        session.execute(UPDATE, text.parameters().and("id", id).and("updated_at", now));
    }

    public void delete(Session session, UUID reader, UUID id) {
        session.execute(DELETE, key(reader, id));
    }

    /** How many notes an entry has. */
    long count(Session session, UUID entry) {
        return session.first(COUNT, row -> row.number("notes"), Parameters.of("userbook_id", entry))
                .orElseThrow();
    }

    Optional<Note> find(Session session, UUID reader, UUID id) {
        return session.first(VIEW, Note::of, key(reader, id));
    }

    /** The reader's note, which nobody else can change until the transaction ends. */
    Optional<Note> lock(Session session, UUID reader, UUID id) {
        return session.first(LOCK, Note::of, key(reader, id));
    }

    List<Note> ofEntry(Session session, UUID reader, UUID entry, List<String> after, int limit) {
        return session.list(PAGE_OF_ENTRY, Note::of, place(reader, after, limit).and("userbook_id", entry));
    }

    List<Note> ofReader(Session session, UUID reader, NoteQuery query, List<String> after, int limit) {
        Parameters parameters = place(reader, after, limit);
        return query.isFiltered()
                ? session.list(PAGE_FOUND, Note::of, parameters.and(filters(query)))
                : session.list(PAGE_OF_READER, Note::of, parameters);
    }

    static Parameters place(UUID reader, List<String> after, int limit) {
        boolean first = after.isEmpty();
        return Parameters.of("user_id", reader)
                .and("after_at", first ? Instant.parse("9999-12-31T00:00:00Z") : Instant.parse(after.get(0)))
                .and("after_id", first ? Ids.LAST : UUID.fromString(after.get(1)))
                .and("limit", limit);
    }

    static Parameters filters(NoteQuery query) {
        Parameters filters = Parameters.of(
                "kind", query.kind() == null ? "" : query.kind().name().toLowerCase(Locale.ROOT));
        for (int index = 0; index < SearchWords.MOST; index++) {
            filters.and("word_" + index, query.words().within(index));
        }
        return filters;
    }

    private static Parameters key(UUID reader, UUID id) {
        return Parameters.of("id", id).and("user_id", reader);
    }
}
