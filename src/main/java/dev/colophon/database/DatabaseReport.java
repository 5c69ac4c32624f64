package dev.colophon.database;

import dev.colophon.database.connection.PoolState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code colophon check} says about the database.
 *
 * @param server product and version
 * @param sizeBytes size of the data on disk
 * @param freeBytes free space on the disk of a SQLite file; a PostgreSQL server does not tell
 * @param findings what is wrong with its integrity; empty when nothing is
 */
public record DatabaseReport(
        String server,
        long sizeBytes,
        OptionalLong freeBytes,
        List<Table> tables,
        List<String> findings,
        List<PoolState> pools) {

    /** Bytes of the data on disk. */
    static final Statement SIZE =
            Statement.split("database.size", "SELECT pg_database_size(current_database()) AS bytes", """
                    SELECT p.page_count * s.page_size AS bytes
                    FROM pragma_page_count p, pragma_page_size s
                    """);

    private static final Statement SERVER = Statement.split(
            "database.server",
            "SELECT 'PostgreSQL ' || current_setting('server_version') AS server",
            "SELECT 'SQLite ' || sqlite_version() AS server");

    private static final Statement TABLES = Statement.split("database.tables", """
                    SELECT relname AS name FROM pg_class
                    WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
                    ORDER BY relname COLLATE "C"
                    """, """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type IN ('table', 'virtual')
                        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
                    """);

    /**
     * On PostgreSQL what an interrupted CREATE INDEX CONCURRENTLY or an unfinished change leaves
     * behind; on SQLite the file itself and references that are not enforced while migrating.
     */
    private static final Statement FINDINGS = Statement.split("database.findings", """
                    SELECT 'index ' || c.relname || ' is invalid; drop it and build it again' AS finding
                    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                    WHERE NOT (i.indisvalid AND i.indisready)
                        AND c.relnamespace = current_schema()::regnamespace
                    UNION ALL
                    SELECT 'constraint ' || conname || ' has never been validated'
                    FROM pg_constraint
                    WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
                    UNION ALL
                    SELECT 'trigger ' || tgname || ' is disabled, so a constraint may not be enforced'
                    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                    WHERE tgenabled = 'D' AND c.relnamespace = current_schema()::regnamespace
                    """, """
                    SELECT integrity_check AS finding FROM pragma_integrity_check
                    WHERE integrity_check <> 'ok'
                    UNION ALL
                    SELECT 'row ' || coalesce(rowid, 'null') || ' of table ' || "table"
                        || ' refers to a row of table ' || parent || ' that does not exist'
                    FROM pragma_foreign_key_check
                    """);

    /** A table and how many rows it has. */
    public record Table(String name, long rows) {}

    /** Counts every table and looks for damage, on a connection that may take its time. */
    static DatabaseReport read(DirectSession session, OptionalLong freeBytes) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String name : session.list(TABLES, row -> row.text("name"))) {
            tables.add(new Table(name, session.count(name)));
        }
        return new DatabaseReport(
                session.list(SERVER, row -> row.text("server")).getFirst(),
                session.list(SIZE, row -> row.number("bytes")).getFirst(),
                freeBytes,
                tables,
                session.list(FINDINGS, row -> row.text("finding")),
                List.of());
    }

    DatabaseReport withPools(List<PoolState> states) {
        return new DatabaseReport(server, sizeBytes, freeBytes, tables, findings, states);
    }
}
