package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema that all migrations make together, committed to be read and reviewed. */
@Timeout(120)
class SchemaSnapshotTest {
    @TempDir
    Path folder;

    private static final String SQLITE = """
            SELECT sql || ';' FROM sqlite_master
            WHERE sql IS NOT NULL AND tbl_name <> 'flyway_schema_history'
            ORDER BY tbl_name, type DESC, name
            """;

    private static final String POSTGRESQL = """
            SELECT line FROM (
              SELECT c.relname, 1 AS part, lpad(a.attnum::text, 4, '0') AS place,
                CASE WHEN a.attnum = 1 THEN E'\\ntable ' || c.relname || E'\\n' ELSE '' END
                || '    ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN k.collname = 'C' THEN ' COLLATE "C"' ELSE '' END
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
              LEFT JOIN pg_collation k ON k.oid = a.attcollation
              WHERE c.relkind = 'r'
              UNION ALL
              SELECT c.relname, 2, x.conname,
                '    CONSTRAINT ' || x.conname || ' ' || pg_get_constraintdef(x.oid)
              FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid WHERE x.contype <> 'n'
              UNION ALL
              SELECT c.relname, 3, i.relname, pg_get_indexdef(x.indexrelid)
              FROM pg_index x
              JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
              WHERE NOT EXISTS (SELECT 1 FROM pg_constraint y WHERE y.conindid = x.indexrelid
                AND y.contype IN ('p', 'u'))
            ) AS lines
            WHERE relname IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')
              AND relname <> 'flyway_schema_history'
            ORDER BY relname COLLATE "C", part, place COLLATE "C"
            """;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_committed_snapshot_is_what_the_migrations_make(Engine engine) throws IOException {
        String live;
        try (var sandbox = new Sandbox(engine, folder)) {
            Scripts.of(engine).all().forEach(script -> sandbox.script(script.file(), script.sql()));
            sandbox.migrator().migrate();
            live = sandbox.query(engine == Engine.SQLITE ? SQLITE : POSTGRESQL).strip() + "\n";
        }
        Path snapshot = Path.of("src/test/resources/db/schema", engine.name().toLowerCase(Locale.ROOT) + ".sql");
        if (System.getProperty("snapshot", "").equals("write")) {
            Files.createDirectories(snapshot.getParent());
            Files.writeString(snapshot, live);
        }

        assertThat(live)
                .as("the schema has changed; read the difference, then write it anew with"
                        + " mvn test -Dtest=SchemaSnapshotTest -Dsnapshot=write")
                .isEqualTo(Files.readString(snapshot));
    }
}
