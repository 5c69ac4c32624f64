package dev.colophon.transfer.export.library;

import dev.colophon.database.Columns;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.transfer.export.library.AccountLines.AccessTokenLine;
import dev.colophon.transfer.export.library.AccountLines.AddedBook;
import dev.colophon.transfer.export.library.AccountLines.AuditLine;
import dev.colophon.transfer.export.library.AccountLines.GoalLine;
import dev.colophon.transfer.export.library.AccountLines.IdentityLine;
import dev.colophon.transfer.export.library.AccountLines.ImportLine;
import dev.colophon.transfer.export.library.AccountLines.ImportRow;
import dev.colophon.transfer.export.library.AccountLines.JournalLine;
import dev.colophon.transfer.export.library.AccountLines.MergedEntry;
import dev.colophon.transfer.export.library.AccountLines.OtherReader;
import dev.colophon.transfer.export.library.AccountLines.SecondFactorLine;
import dev.colophon.transfer.export.library.AccountLines.SessionLine;
import dev.colophon.transfer.export.library.AccountLines.ShareLine;
import dev.colophon.transfer.export.library.AccountLines.Upload;
import dev.colophon.transfer.export.library.LibraryRows.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads what is kept about a reader beside the shelf, some rows at a time, and puts it aside. */
final class AccountRows implements AutoCloseable {
    private static final int AT_ONCE = 200;

    private static final Walk<ImportLine> IMPORTS =
            new Walk<>(Statement.of("transfer.account-imports", """
                    SELECT id, source, status, dry_run, row_count, counts, notes, shelves, error,
                        created_at, finished_at
                    FROM import_jobs WHERE user_id = :owner AND id > :after ORDER BY id LIMIT :limit
                    """), ImportLine::of, ImportLine::id);

    private static final Walk<ImportRow> IMPORT_ROWS = new Walk<>(
            Statement.of(
                    "transfer.account-import-rows",
                    "SELECT "
                            + Columns.of("job_id", "place", "line", "raw", "outcome", "reason_code", "message")
                                    .and("candidates", "answer", "undo")
                                    .list()
                            + " FROM import_items WHERE job_id = :owner AND place > :after"
                            + " ORDER BY place LIMIT :limit"),
            ImportRow::of,
            ImportRow::place);

    private static final Walk<Upload> UPLOADS =
            new Walk<>(Statement.of("transfer.account-uploads", """
                    SELECT blob_name, size_bytes, given_at FROM uploads
                    WHERE user_id = :owner AND blob_name > :after ORDER BY blob_name LIMIT :limit
                    """), Upload::of, Upload::name);

    private static final Walk<AddedBook> ADDED_BOOKS =
            new Walk<>(Statement.of("transfer.account-added-books", """
                    SELECT id, title, created_at FROM books
                    WHERE created_by = :owner AND id > :after ORDER BY id LIMIT :limit
                    """), AddedBook::of, AddedBook::id);

    private static final Walk<MergedEntry> MERGED =
            new Walk<>(Statement.of("transfer.account-merged-entries", """
                    SELECT merge_id, userbook_id, record FROM merged_entries
                    WHERE user_id = :owner AND record IS NOT NULL AND merge_id > :after ORDER BY merge_id LIMIT :limit
                    """), MergedEntry::of, MergedEntry::id);

    private static final Walk<JournalLine> JOURNAL = new Walk<>(
            Statement.of(
                    "transfer.account-journal",
                    "SELECT "
                            + Columns.of("id", "kind", "userbook_id", "rating", "goal_year", "goal_metric")
                                    .and("goal_target", "comment", "visibility", "happened_at")
                                    .list("j")
                            + ", b.title FROM (SELECT a.* FROM journals a WHERE a.user_id = :owner AND a.id > :after"
                            + " ORDER BY a.id LIMIT :limit) j LEFT JOIN userbooks u ON u.id = j.userbook_id"
                            + " LEFT JOIN books b ON b.id = u.book_id ORDER BY j.id"),
            JournalLine::of,
            JournalLine::id);

    private static final Walk<OtherReader> FOLLOWING =
            others("transfer.account-following", "l.state, l.created_at FROM follows", "follower_id", "followee_id");

    private static final Walk<OtherReader> FOLLOWERS =
            others("transfer.account-followers", "l.state, l.created_at FROM follows", "followee_id", "follower_id");

    private static final Walk<OtherReader> BLOCKED = others(
            "transfer.account-blocked", "'blocked' AS state, l.created_at FROM blocks", "blocker_id", "blocked_id");

    private static final Walk<AccessTokenLine> ACCESS_TOKENS =
            new Walk<>(Statement.of("transfer.account-access-tokens", """
                    SELECT id, name, prefix, scopes, created_at, expires_at, last_used_at FROM access_tokens
                    WHERE user_id = :owner AND id > :after ORDER BY id LIMIT :limit
                    """), AccessTokenLine::of, AccessTokenLine::id);

    private static final Walk<SessionLine> SESSIONS =
            new Walk<>(Statement.of("transfer.account-sessions", """
                    SELECT id, device, created_at, last_seen_at, expires_at FROM sessions
                    WHERE user_id = :owner AND id > :after ORDER BY id LIMIT :limit
                    """), SessionLine::of, SessionLine::id);

    private static final Walk<SecondFactorLine> SECOND_FACTOR = new Walk<>(
            Statement.of("transfer.account-second-factor", """
                    SELECT user_id, confirmed_at FROM second_factors
                    WHERE user_id = :owner AND user_id > :after AND confirmed_at IS NOT NULL LIMIT :limit
                    """), SecondFactorLine::of, SecondFactorLine::owner);

    private static final Walk<IdentityLine> IDENTITIES =
            new Walk<>(Statement.of("transfer.account-identities", """
                    SELECT issuer, subject, created_at, last_used_at FROM identities
                    WHERE user_id = :owner AND issuer > :after ORDER BY issuer LIMIT :limit
                    """), IdentityLine::of, IdentityLine::issuer);

    private static final Walk<AuditLine> AUDIT =
            new Walk<>(Statement.of("transfer.account-audit", """
                    SELECT id, happened_at, action, actor_kind, detail FROM audit_log
                    WHERE subject_id = :owner AND id > :after ORDER BY id LIMIT :limit
                    """), AuditLine::of, AuditLine::id);

    /** In the order of years, and of metrics within one. */
    private static final Walk<GoalLine> GOALS =
            new Walk<>(Statement.of("transfer.account-goals", """
                    SELECT g.year, g.metric, g.target, g.created_at, g.updated_at, g.place FROM (
                        SELECT year, metric, target, created_at, updated_at,
                            year * 3 + CASE metric WHEN 'books' THEN 0 WHEN 'pages' THEN 1 ELSE 2 END AS place
                        FROM goals WHERE user_id = :owner) g
                    WHERE g.place > :after ORDER BY g.place LIMIT :limit
                    """), GoalLine::of, GoalLine::place);

    private static final Walk<ShareLine> SHARES =
            new Walk<>(Statement.of("transfer.account-shares", """
                    SELECT year, created_at FROM share_links
                    WHERE user_id = :owner AND year > :after ORDER BY year LIMIT :limit
                    """), ShareLine::of, ShareLine::year);

    private final List<Lines> lines = new ArrayList<>();

    private AccountRows() {}

    private static Walk<OtherReader> others(String name, String selected, String own, String other) {
        String sql = "SELECT u.username, " + selected + " l JOIN users u ON u.id = l." + other + " WHERE l." + own
                + " = :owner AND u.username_key > :after ORDER BY u.username_key LIMIT :limit";
        return new Walk<>(Statement.of(name, sql), OtherReader::of, OtherReader::key);
    }

    /** A list that is read part by part, each after the last key of the one before. */
    private record Walk<T>(Statement statement, Function<Row, T> mapper, Function<T, Object> key) {
        void each(Database database, UUID owner, Object first, Taker<T> taker) throws IOException {
            Object after = first;
            List<T> part;
            do {
                Parameters next =
                        Parameters.of("owner", owner).and("after", after).and("limit", AT_ONCE);
                part = database.read(session -> session.list(statement, mapper, next));
                for (T one : part) {
                    taker.take(one);
                    after = key.apply(one);
                }
            } while (part.size() == AT_ONCE);
        }
    }

    @FunctionalInterface
    private interface Taker<T> {
        void take(T line) throws IOException;
    }

    static AccountRows read(Database database, UUID reader) throws IOException {
        AccountRows rows = new AccountRows();
        try {
            rows.readAll(database, reader);
            return rows;
        } catch (IOException | RuntimeException failure) {
            rows.close();
            throw failure;
        }
    }

    private void readAll(Database database, UUID reader) throws IOException {
        SpoolFile imports = begin("imports.jsonl");
        SpoolFile importRows = begin("import-rows.jsonl");
        IMPORTS.each(database, reader, Ids.FIRST, job -> {
            imports.add(job);
            IMPORT_ROWS.each(database, job.id(), -1, importRows::add);
        });
        UPLOADS.each(database, reader, "", begin("uploads.jsonl")::add);
        ADDED_BOOKS.each(database, reader, Ids.FIRST, begin("added-books.jsonl")::add);
        JOURNAL.each(database, reader, Ids.FIRST, begin("journal.jsonl")::add);
        FOLLOWING.each(database, reader, "", begin("following.jsonl")::add);
        FOLLOWERS.each(database, reader, "", begin("followers.jsonl")::add);
        BLOCKED.each(database, reader, "", begin("blocked.jsonl")::add);
        ACCESS_TOKENS.each(database, reader, Ids.FIRST, begin("access-tokens.jsonl")::add);
        SESSIONS.each(database, reader, Ids.FIRST, begin("sessions.jsonl")::add);
        SECOND_FACTOR.each(database, reader, Ids.FIRST, begin("second-factor.jsonl")::add);
        IDENTITIES.each(database, reader, "", begin("identities.jsonl")::add);
        AUDIT.each(database, reader, Ids.FIRST, begin("audit.jsonl")::add);
        GOALS.each(database, reader, -1, begin("goals.jsonl")::add);
        SHARES.each(database, reader, -1, begin("shares.jsonl")::add);
        MERGED.each(database, reader, Ids.FIRST, begin("merged-entries.jsonl")::add);
    }

    private SpoolFile begin(String name) throws IOException {
        SpoolFile spool = new SpoolFile();
        lines.add(new Lines("account/" + name, spool));
        return spool;
    }

    /** In the order of the zip. */
    List<Lines> lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        for (Lines one : lines) {
            one.spool().close();
        }
    }
}
