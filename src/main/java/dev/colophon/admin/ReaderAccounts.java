package dev.colophon.admin;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import dev.colophon.web.Part;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reads all accounts, for admins. */
public final class ReaderAccounts {
    private static final String SELECT = "SELECT " + ReaderAccount.COLUMNS + " FROM users u WHERE ";

    private static final Statement LIST = Statement.of(
            "admin.readers",
            SELECT + "u.username_key >= :from_key AND u.username_key < :until_key AND u.username_key > :after_key"
                    + " ORDER BY u.username_key LIMIT :limit");

    private static final Statement BY_ID = Statement.of("admin.reader", SELECT + "u.id = :id");

    private static final Statement BY_NAME = Statement.of("admin.reader-by-name", SELECT + "u.username_key = :key");

    private final Database database;

    public ReaderAccounts(Database database) {
        this.database = database;
    }

    /**
     * Those whose names begin so, by name.
     *
     * @param beginning empty for all
     */
    public Part<ReaderAccount> list(String beginning, List<String> after, int limit) {
        String from = key(beginning);
        Parameters parameters = Parameters.of("from_key", from)
                // names are ASCII
                .and("until_key", from + '\u007f')
                .and("after_key", after.isEmpty() ? "" : after.getFirst())
                .and("limit", limit + 1);
        List<ReaderAccount> found = database.read(session -> session.list(LIST, ReaderAccount::of, parameters));
        return Part.of(found, limit, reader -> reader, reader -> List.of(key(reader.username())));
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public ReaderAccount get(UUID id) {
        return database.read(session -> session.first(BY_ID, ReaderAccount::of, Parameters.of("id", id)))
                .orElseThrow(Problem::notFound);
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public ReaderAccount named(String username) {
        return database.read(session -> session.first(BY_NAME, ReaderAccount::of, Parameters.of("key", key(username))))
                .orElseThrow(Problem::notFound);
    }

    private static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
