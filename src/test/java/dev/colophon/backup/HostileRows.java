package dev.colophon.backup;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.BlobStore;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in every table of the real schema and in one of a test's own that are hard to copy; a seed makes the
 * same ones.
 */
public final class HostileRows {
    private static final int MEBIBYTE = 1 << 20;

    private static final String[] PIECES = {
        "\t",
        "\\",
        "\\N",
        "\\.",
        "\n\\.\n",
        "\r\n",
        "\r",
        "\n",
        "\b\f\u000b",
        "\u0001\u001f\u007f",
        "a",
        " ",
        "'",
        "\"",
        ";",
        "é",
        "e\u0301",
        "שלום",
        "\u202eabc",
        "\ufeff",
        "\u2028",
        "漢字",
        "😀",
        "👩‍👩‍👧",
        "\ud834\udd1e",
        "\udbff\udffd",
        "\ufffd",
        "NULL",
        "{\"a\":\"\\u0000\"}"
    };

    private static final int MOST_READERS = 10;

    private static final String[] DAYS = {"0001-01-01", "9999-12-31", "1582-10-10", "2000-02-29"};

    private static final String[] INSTANTS = {
        "0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999Z",
        "2026-03-29T01:30:00.100000Z"
    };

    private static final long[] NUMBERS = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, 9_007_199_254_740_993L};

    private final Random random;
    private final Engine engine;
    private final Connection connection;
    private int number;

    private HostileRows(long seed, Engine engine, Connection connection) {
        this.random = new Random(seed);
        this.engine = engine;
        this.connection = connection;
    }

    /** Adds the test's own table. */
    public static void addTable(TestDatabase database) {
        boolean postgresql = database.engine() == Engine.POSTGRESQL;
        database.run("CREATE TABLE trial (name " + (postgresql ? "text COLLATE \"C\"" : "TEXT") + " NOT NULL,"
                + " place " + (postgresql ? "bigint" : "INTEGER") + " NOT NULL,"
                + " truth " + (postgresql ? "boolean" : "INTEGER CHECK (truth IN (0, 1))") + ","
                + " day " + (postgresql ? "date" : "TEXT") + ","
                + " happened_at " + (postgresql ? "timestamptz" : "TEXT") + ","
                + " data " + (postgresql ? "bytea" : "BLOB") + ", PRIMARY KEY (name, place))"
                + (postgresql ? "" : " STRICT"));
    }

    /**
     * Fills all tables, the test's own included.
     *
     * @param scale about a tenth of the rows
     */
    public static void fill(TestDatabase database, long seed, int scale) {
        fill(database, seed, scale, true);
    }

    /** The same without a table of the test's own, as a migrated database is. */
    public static void fillSchema(TestDatabase database, long seed, int scale) {
        fill(database, seed, scale, false);
    }

    private static void fill(TestDatabase database, long seed, int scale, boolean ownTable) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            HostileRows rows = new HostileRows(seed, database.engine(), connection);
            rows.fillSchema(scale);
            if (ownTable) {
                rows.fillOwnTable(scale);
            }
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void fillSchema(int scale) throws SQLException {
        insert("installation", Map.of("id", 1L, "installation_id", uuid(), "created_at", INSTANTS[0]));
        List<String> users = users(scale / 10 + 1);
        relations(users);
        access(users);
        years(users);
        admin(users, scale);
        List<String> books = books(scale, users);
        parts(books);
        List<String> userbooks = userbooks(scale, users, books);
        imports(users, userbooks, scale);
        media(users, userbooks);
        care(books, users);
        for (int row = 0; row < scale; row++) {
            insert("revoked_tokens", Map.of("jti", uuid(), "expires_at", instant()));
        }
    }

    private void fillOwnTable(int scale) throws SQLException {
        for (int row = 0; row < scale; row++) {
            Map<String, @Nullable Object> trial = row();
            trial.put("name", row % 7 == 0 ? "" : text(5));
            trial.put(
                    "place",
                    row % 7 == 0 ? (Object) (long) row : (Object) (number++ + (row % 2 == 0 ? Long.MIN_VALUE : 0)));
            trial.put("truth", maybe(random.nextBoolean()));
            trial.put("day", maybe(day()));
            trial.put("happened_at", maybe(instant()));
            trial.put("data", maybe(bytes(row % 100 == 0 ? MEBIBYTE : 30)));
            insert("trial", trial);
        }
    }

    private List<String> users(int count) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Map<String, @Nullable Object> user = row();
            ids.add(put(user, "id", uuid()));
            user.put("username", text(5));
            user.put("username_key", unique());
            if (random.nextBoolean()) {
                user.put("email", text(5));
                user.put("email_key", unique());
            }
            user.put("password_hash", text(5));
            user.put("display_name", "");
            user.put("biography", maybe(text(20)));
            user.put("role", index % 2 == 0 ? "user" : "admin");
            user.put("visibility", "public");
            user.put("token_epoch", Long.MAX_VALUE);
            user.put("disabled_at", maybe(instant()));
            user.put("quota_bytes", maybe(Long.MAX_VALUE));
            user.put("created_at", instant());
            user.put("updated_at", instant());
            insert("users", user);
        }
        return ids;
    }

    private void relations(List<String> users) throws SQLException {
        for (int index = 1; index < users.size(); index++) {
            String one = users.get(index - 1);
            String other = users.get(index);
            String state = index % 2 == 0 ? "pending" : "accepted";
            insert(
                    "follows",
                    Map.of("follower_id", one, "followee_id", other, "state", state, "created_at", instant()));
            insert("blocks", Map.of("blocker_id", other, "blocked_id", one, "created_at", instant()));
        }
    }

    private void access(List<String> users) throws SQLException {
        for (String user : users) {
            Map<String, @Nullable Object> token = row();
            token.put("id", uuid());
            token.put("user_id", user);
            token.put("name", text(5));
            token.put("prefix", text(2));
            token.put("token_hash", unique());
            token.put("scopes", text(5));
            token.put("expires_at", maybe(instant()));
            token.put("last_used_at", maybe(instant()));
            token.put("created_at", instant());
            insert("access_tokens", token);
            Map<String, @Nullable Object> session = row();
            session.put("id", uuid());
            session.put("user_id", user);
            session.put("token_epoch", number());
            session.put("device", text(5));
            session.put("created_at", instant());
            session.put("last_seen_at", instant());
            session.put("expires_at", instant());
            insert("sessions", session);
            Map<String, @Nullable Object> factor = row();
            factor.put("user_id", user);
            factor.put("secret", text(5));
            factor.put("confirmed_at", maybe(instant()));
            factor.put("last_step", number());
            factor.put("created_at", instant());
            insert("second_factors", factor);
            insert("recovery_codes", Map.of("user_id", user, "code_hash", unique()));
            Map<String, @Nullable Object> identity = row();
            identity.put("issuer", text(5));
            identity.put("subject", unique());
            identity.put("user_id", user);
            identity.put("created_at", instant());
            identity.put("last_used_at", maybe(instant()));
            insert("identities", identity);
        }
    }

    private void admin(List<String> users, int count) throws SQLException {
        for (String user : users) {
            insert(
                    "password_resets",
                    Map.of("user_id", user, "token_hash", unique(), "created_at", instant(), "expires_at", instant()));
        }
        for (int index = 0; index < count; index++) {
            Map<String, @Nullable Object> invitation = row();
            invitation.put("id", uuid());
            invitation.put("token_hash", unique());
            invitation.put("note", text(5));
            invitation.put("role", index % 2 == 0 ? "user" : "admin");
            invitation.put("max_uses", Long.MAX_VALUE);
            invitation.put("uses", (long) index);
            invitation.put("created_at", instant());
            invitation.put("expires_at", instant());
            insert("invitations", invitation);
            Map<String, @Nullable Object> entry = row();
            entry.put("id", uuid());
            entry.put("happened_at", instant());
            entry.put("action", text(2));
            entry.put("actor_kind", index % 2 == 0 ? "admin" : "command");
            entry.put("actor_id", maybe(uuid()));
            entry.put("actor_name", maybe(text(5)));
            entry.put("subject_id", maybe(uuid()));
            entry.put("subject_name", maybe(text(5)));
            entry.put("detail", text(5));
            entry.put("request_id", maybe(text(5)));
            insert("audit_log", entry);
        }
    }

    private void years(List<String> users) throws SQLException {
        for (String user : users) {
            long year = 1900L + random.nextInt(1_100);
            insert(
                    "goals",
                    Map.of(
                            "user_id",
                            user,
                            "year",
                            year,
                            "metric",
                            "minutes",
                            "target",
                            10_000_000L,
                            "created_at",
                            instant(),
                            "updated_at",
                            instant()));
            insert(
                    "share_links",
                    Map.of(
                            "user_id",
                            user,
                            "year",
                            year,
                            "id",
                            uuid(),
                            "token_hash",
                            unique(),
                            "created_at",
                            instant()));
        }
    }

    private List<String> books(int count, List<String> users) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Map<String, @Nullable Object> book = row();
            ids.add(put(book, "id", uuid()));
            book.put("title", text(index % 100 == 0 ? 5_000 : 10));
            book.put("subtitle", maybe(text(10)));
            for (String key : List.of("title_key", "author_key", "author_sort_key", "search_key")) {
                book.put(key, text(5));
            }
            book.put("contributors", "[]");
            book.put("series", text(10));
            book.put("identifiers", "");
            book.put("isbn13", maybe("%013d".formatted(number++)));
            book.put("published_on", maybe("2001-02"));
            book.put("original_year", maybe(number()));
            book.put("page_count", maybe(Long.MAX_VALUE));
            book.put("description", index % 400 == 0 ? large() : maybe(text(20)));
            book.put("created_by", maybe(one(users)));
            book.put("version", number());
            book.put("created_at", instant());
            book.put("updated_at", instant());
            insert("books", book);
        }
        return ids;
    }

    private void parts(List<String> books) throws SQLException {
        for (String book : books) {
            insert("book_identifiers", Map.of("scheme", text(3), "value", unique(), "book_id", book));
            String author = uuid();
            insert("authors", Map.of("id", author, "name", text(5), "name_key", unique()));
            insert("book_authors", Map.of("book_id", book, "author_id", author, "role", "author", "ordinal", number()));
            String series = uuid();
            insert("series", Map.of("id", series, "name", text(5), "name_key", unique()));
            Map<String, @Nullable Object> place = row();
            place.put("book_id", book);
            place.put("series_id", series);
            place.put("position", maybe("1-3"));
            place.put("position_sort", maybe(number()));
            insert("book_series", place);
        }
    }

    private List<String> userbooks(int count, List<String> users, List<String> books) throws SQLException {
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            Map<String, @Nullable Object> userbook = row();
            String id = put(userbook, "id", uuid());
            ids.add(id);
            String user = put(userbook, "user_id", one(users));
            userbook.put("book_id", books.get(index));
            userbook.put("status", "want");
            userbook.put("ownership", "none");
            userbook.put("copies", Long.MAX_VALUE);
            Object rating = maybe(20L);
            userbook.put("rating", rating);
            userbook.put("rating_key", rating == null ? 0L : rating);
            userbook.put("review", index % 300 == 0 ? large() : maybe(text(50)));
            userbook.put("review_spoiler", random.nextBoolean());
            userbook.put("favourite", random.nextBoolean());
            userbook.put("condition", maybe(text(3)));
            userbook.put("visibility", random.nextBoolean() ? "inherit" : "private");
            Object added = maybe(day());
            userbook.put("added_on", added);
            userbook.put("added_key", added == null ? DAYS[0] : added);
            userbook.put("status_changed_at", instant());
            userbook.put("tag_names", "[]");
            userbook.put("title_key", text(5));
            userbook.put("author_sort_key", text(5));
            userbook.put("version", 1L);
            userbook.put("created_at", instant());
            userbook.put("updated_at", instant());
            insert("userbooks", userbook);
            journal(user, id);
            String read = uuid();
            insert("reads", Map.of("id", read, "userbook_id", id, "started_on", day(), "source", "manual"));
            insert(
                    "progress",
                    Map.of(
                            "id",
                            uuid(),
                            "read_id",
                            read,
                            "unit",
                            "page",
                            "amount",
                            Long.MAX_VALUE,
                            "reached_at",
                            instant()));
            String tag = uuid();
            insert("tags", Map.of("id", tag, "user_id", user, "name", text(5), "name_key", unique()));
            insert("userbook_tags", Map.of("userbook_id", id, "tag_id", tag, "position", number()));
        }
        return ids;
    }

    private void journal(String user, String userbook) throws SQLException {
        Map<String, @Nullable Object> entry = row();
        entry.put("id", uuid());
        entry.put("user_id", user);
        entry.put("kind", "rated");
        entry.put("userbook_id", userbook);
        entry.put("rating", 20L);
        entry.put("comment", maybe(text(20)));
        entry.put("visibility", "inherit");
        entry.put("happened_at", instant());
        entry.put("version", number());
        entry.put("updated_at", instant());
        insert("journals", entry);
    }

    private void imports(List<String> users, List<String> userbooks, int count) throws SQLException {
        Map<String, @Nullable Object> job = row();
        String id = put(job, "id", uuid());
        job.put("user_id", one(users));
        job.put("source", "goodreads");
        job.put("status", "done");
        job.put("dry_run", false);
        job.put("row_count", (long) count);
        job.put("counts", "{}");
        job.put("notes", text(5));
        job.put("created_at", instant());
        insert("import_jobs", job);
        for (int index = 0; index < count; index++) {
            Map<String, @Nullable Object> item = row();
            item.put("job_id", id);
            item.put("place", (long) index - count / 2);
            item.put("line", number());
            item.put("book_group", number());
            item.put("raw", index % 500 == 0 ? large() : "{\"title\":\"" + text(10) + "\"}");
            item.put("normal", "");
            item.put("outcome", "created");
            item.put("userbook_id", maybe(one(userbooks)));
            item.put("message", maybe(text(5)));
            insert("import_items", item);
        }
    }

    /** Each reader's picture, and a note with a file on each entry. */
    private void media(List<String> users, List<String> userbooks) throws SQLException {
        for (int index = 0; index < users.size(); index++) {
            String blob = blob("pictures", index);
            insert(
                    "uploads",
                    Map.of(
                            "user_id",
                            users.get(index),
                            "blob_name",
                            blob,
                            "size_bytes",
                            Long.MAX_VALUE,
                            "given_at",
                            instant()));
            insert(
                    "pictures",
                    Map.of(
                            "id",
                            uuid(),
                            "large",
                            blob,
                            "small",
                            blob,
                            "width",
                            1L,
                            "height",
                            Long.MAX_VALUE,
                            "source",
                            "upload",
                            "created_at",
                            instant()));
        }
        String file = blob("notes", 0);
        for (String userbook : userbooks) {
            Map<String, @Nullable Object> note = row();
            String id = put(note, "id", uuid());
            String user = one(users);
            note.put("userbook_id", userbook);
            note.put("user_id", user);
            note.put("kind", "quote");
            note.put("body", text(50));
            note.put("position", maybe(text(3)));
            note.put("visibility", "inherit");
            note.put("search_key", text(50));
            note.put("version", number());
            note.put("created_at", instant());
            note.put("updated_at", instant());
            insert("notes", note);
            insert(
                    "attachments",
                    Map.of(
                            "id",
                            uuid(),
                            "note_id",
                            id,
                            "user_id",
                            user,
                            "blob_name",
                            file,
                            "file_name",
                            text(5),
                            "media_type",
                            "text/plain",
                            "size_bytes",
                            1L,
                            "created_at",
                            instant()));
        }
    }

    /** Puts the bytes there that the rows name. */
    public static void storeBlobs(BlobStore store) {
        for (int index = 0; index < MOST_READERS; index++) {
            store.replace(blobName("pictures", index), blobBytes(index));
        }
        store.replace(blobName("notes", 0), blobBytes(0));
    }

    /** The name of a blob in the order of those of its folder. */
    public static String blobName(String folder, int index) {
        return folder + "/" + Hash.hexadecimal(blobBytes(index));
    }

    /** The row of a blob; its bytes are {@link #blobBytes}. */
    private String blob(String folder, int index) throws SQLException {
        byte[] bytes = blobBytes(index);
        String name = blobName(folder, index);
        insert(
                "blobs",
                Map.of(
                        "name",
                        name,
                        "size_bytes",
                        (long) bytes.length,
                        "media_type",
                        "text/plain",
                        "stored_at",
                        instant()));
        return name;
    }

    /** The bytes of a blob in the order of those of its folder. */
    public static byte[] blobBytes(int index) {
        return ("blob " + index).getBytes(StandardCharsets.UTF_8);
    }

    private void care(List<String> books, List<String> users) throws SQLException {
        for (String book : books) {
            String merge = uuid();
            String user = one(users);
            insert(
                    "book_merges",
                    Map.of(
                            "id",
                            merge,
                            "kept_book_id",
                            book,
                            "removed_book_id",
                            uuid(),
                            "merged_by",
                            user,
                            "record",
                            text(20),
                            "merged_at",
                            instant()));
            insert(
                    "merged_entries",
                    Map.of("merge_id", merge, "userbook_id", uuid(), "user_id", user, "record", text(20)));
            Map<String, @Nullable Object> answer = row();
            answer.put("provider", "google_books");
            answer.put("request_key", unique());
            answer.put("outcome", "hit");
            answer.put("answer", text(20));
            answer.put("answered_at", instant());
            answer.put("expires_at", instant());
            insert("lookup_answers", answer);
        }
    }

    private void insert(String table, Map<String, ? extends @Nullable Object> row) throws SQLException {
        String sql = "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(row.size(), "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int place = 1;
            for (Object value : row.values()) {
                boolean number = value instanceof Boolean && engine == Engine.SQLITE;
                statement.setObject(place++, number ? (Object) (Boolean.TRUE.equals(value) ? 1 : 0) : value);
            }
            statement.executeUpdate();
        }
    }

    private static Map<String, @Nullable Object> row() {
        return new LinkedHashMap<>();
    }

    private static String put(Map<String, @Nullable Object> row, String column, String value) {
        row.put(column, value);
        return value;
    }

    private @Nullable Object maybe(Object value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private String unique() {
        return text(3) + number++;
    }

    private String text(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(pieces + 1); piece > 0; piece--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private String large() {
        String piece = text(200) + "x";
        return piece.repeat(MEBIBYTE / piece.getBytes(StandardCharsets.UTF_8).length + 1);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length == MEBIBYTE ? length : random.nextInt(length)];
        random.nextBytes(bytes);
        return bytes;
    }

    private long number() {
        return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong();
    }

    private String day() {
        return random.nextBoolean()
                ? DAYS[random.nextInt(DAYS.length)]
                : LocalDate.of(1000, 1, 1).plusDays(random.nextInt(400_000)).toString();
    }

    private String instant() {
        if (random.nextBoolean()) {
            return INSTANTS[random.nextInt(INSTANTS.length)];
        }
        Instant second = Instant.EPOCH.plusSeconds(random.nextInt());
        return second.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", ".%06dZ".formatted(random.nextInt(1_000_000)));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String one(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }
}
