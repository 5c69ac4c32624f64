package dev.colophon.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL with its usual durability, in which every measurement gets a fresh database. */
record BenchDatabase(EmbeddedPostgres server, Path folder) implements AutoCloseable {
    static final int POOL_SIZE = 9;

    static BenchDatabase start(Path folder) throws IOException {
        return new BenchDatabase(
                EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("shared_buffers", "256MB")
                        .start(),
                folder);
    }

    void create(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        }
    }

    Connection connect(String name) throws SQLException {
        return server.getDatabase("postgres", name).getConnection();
    }

    String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:"
                + server.getPort()
                + "/"
                + name
                + "?stringtype=unspecified&tcpKeepAlive=true";
    }

    /** What Colophon needs in its environment to use the database. */
    Map<String, String> environment(String name) {
        Map<String, String> variables = new HashMap<>(quiet());
        variables.put("POSTGRES_HOST", "127.0.0.1");
        variables.put("POSTGRES_PORT", Integer.toString(server.getPort()));
        variables.put("POSTGRES_DB", name);
        variables.put("POSTGRES_USER", "postgres");
        variables.put("POSTGRES_PASSWORD", "bench");
        variables.put("POSTGRES_SSLMODE", "disable");
        return variables;
    }

    /** The same on a SQLite file of its own. */
    Map<String, String> sqlite(String name) {
        Map<String, String> variables = new HashMap<>(quiet());
        variables.put("SQLITE_PATH", folder.resolve(name + ".sqlite3").toString());
        return variables;
    }

    private Map<String, String> quiet() {
        return Map.of(
                "APP_PROFILE", "single-user",
                "HOST", "127.0.0.1",
                "PORT", freePort(),
                "MANAGEMENT_PORT", freePort(),
                "SECRET_KEY", "bench-5f0c2a7e91d84b63a2c7f18e4d90b7a6",
                "ALLOWED_HOSTS", "127.0.0.1,localhost",
                "STATIC_ROOT", folder.resolve("staticfiles").toString(),
                "RATE_LIMIT_PER_MINUTE", "0",
                "LOGIN_ATTEMPTS_PER_MINUTE", "0",
                "DB_POOL_SIZE", Integer.toString(POOL_SIZE));
    }

    /** Only the profiles for developers let the system choose. */
    static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
