package dev.colophon.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database, and how it is reached. The PostgreSQL parts are unused with SQLite and the other
 * way round.
 *
 * @param migrator address and role for changing the schema; the same as the others unless given
 * @param poolSize connections of this instance, beside one for the probe
 */
public record DatabaseSettings(
        Engine engine,
        Endpoint endpoint,
        Endpoint migrator,
        String name,
        String sslMode,
        Optional<Path> sslRootCert,
        Path sqlitePath,
        boolean sqliteOnNetwork,
        int poolSize,
        int statementTimeoutSeconds,
        int lockTimeoutSeconds,
        int waitAttempts,
        int waitDelaySeconds) {

    /** The two databases. */
    public enum Engine {
        POSTGRESQL,
        SQLITE
    }

    /** A PostgreSQL address with a role. */
    public record Endpoint(String host, int port, String user, Secret password) {}
}
