package dev.colophon.backup.place.schema;

import dev.colophon.backup.place.kept.KeptData;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The schemas of restores beside the live one: what is being built ({@code colophon_new_<id>}), and
 * what was live before ({@code colophon_old_<id>}) with a note in its comment.
 */
public final class KeptSchemas {
    private static final String KEPT = "colophon_old_";
    private static final String BUILT = "colophon_new_";

    private static final String LIST = """
            SELECT n.nspname, obj_description(n.oid, 'pg_namespace') AS note,
                (SELECT COALESCE(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c
                 WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'm')) AS bytes
            FROM pg_namespace n WHERE n.nspname ~ ('^' || ? || '[0-9a-f]{8}$')
            """;

    private KeptSchemas() {}

    /** Where something new is built. */
    public static String built(String id) {
        return BUILT + id;
    }

    /** Where old data is kept. */
    public static String kept(String id) {
        return KEPT + id;
    }

    static boolean exists(Connection connection, String schema) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** What was kept, the newest first. */
    public static List<KeptData> list(Connection connection) throws SQLException {
        List<KeptData> all = new ArrayList<>(list(connection, KEPT));
        all.sort(Comparator.comparing(KeptData::since).reversed());
        return all;
    }

    private static List<KeptData> list(Connection connection, String prefix) throws SQLException {
        List<KeptData> all = new ArrayList<>();
        try (var statement = connection.prepareStatement(LIST)) {
            statement.setString(1, prefix);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    String id = row.getString("nspname").substring(prefix.length());
                    KeptData data = new KeptData(id, Instant.EPOCH, 0, "", row.getLong("bytes"));
                    all.add(data.noted(Objects.requireNonNullElse(row.getString("note"), "")));
                }
            }
        }
        return all;
    }

    /** Removes what restores have built that were killed. */
    public static void sweep(Connection connection) throws SQLException {
        for (KeptData remains : list(connection, BUILT)) {
            drop(connection, built(remains.id()));
        }
    }

    /** Drops a schema of ours with all that is in it. */
    public static void drop(Connection connection, String schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }
}
