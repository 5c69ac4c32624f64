package dev.colophon.testing;

import dev.colophon.settings.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a JVM; each test gets a copy of a database migrated once. */
public final class TestPostgres {
    private static final String TEMPLATE = "colophon_template";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    static {
        migrateTemplate();
    }

    private TestPostgres() {}

    static TestDatabase create() {
        String name = "test_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return TestDatabase.of(settings(name), () -> execute("drop database " + name + " with (force)"));
    }

    /** Settings for a database of this server that need not exist. */
    public static DatabaseSettings settings(String name) {
        return settings(name, SERVER.getPort());
    }

    /** The same through another port, such as a proxy's. */
    public static DatabaseSettings settings(String name, int port) {
        return settings(name, "127.0.0.1", port, "prefer", Optional.empty());
    }

    /** The same under another name of the host, with or without TLS. */
    public static DatabaseSettings settings(
            String name, String host, int port, String sslMode, Optional<Path> rootCertificate) {
        Map<String, String> variables = new HashMap<>();
        variables.put("POSTGRES_HOST", host);
        variables.put("POSTGRES_PORT", String.valueOf(port));
        variables.put("POSTGRES_DB", name);
        variables.put("POSTGRES_USER", "postgres");
        variables.put("POSTGRES_PASSWORD", "unused");
        variables.put("POSTGRES_SSLMODE", sslMode);
        rootCertificate.ifPresent(file -> variables.put("POSTGRES_SSLROOTCERT", file.toString()));
        return TestSettings.database(variables);
    }

    /** Runs SQL as the superuser in the maintenance database. */
    public static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until nobody is connected to a database: a server learns of a client's death after a while. */
    public static void awaitNobody(String name) throws InterruptedException {
        while (connections(name) > 0) {
            Thread.sleep(20);
        }
    }

    private static int connections(String name) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.prepareStatement("select count(*) from pg_stat_activity"
                        + " where datname = ? and backend_type = 'client backend'")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void migrateTemplate() {
        execute("create database " + TEMPLATE);
        Schema.bringUp(settings(TEMPLATE));
    }
}
