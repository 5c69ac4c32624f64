package dev.colophon.database.postgresql;

import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.Store;
import dev.colophon.database.connection.Store.Probe;
import dev.colophon.settings.DatabaseSettings;
import java.util.OptionalLong;

/** Pools and probe of a PostgreSQL server, which any number of instances may serve. */
public final class PostgresqlStore implements Store {
    /** The driver gives up this much after the server should have ended the statement. */
    private static final int SOCKET_MARGIN_SECONDS = 5;

    private static final int IDLE_IN_TRANSACTION_SECONDS = 60;

    private final DatabaseSettings settings;
    private final PostgresqlServer server;

    public PostgresqlStore(DatabaseSettings settings) {
        this.settings = settings;
        server = new PostgresqlServer(settings);
    }

    @Override
    public Lane openReader() {
        int socketSeconds = settings.statementTimeoutSeconds() + SOCKET_MARGIN_SECONDS;
        return new Lane(
                "postgresql",
                settings.poolSize(),
                server.source(settings.endpoint(), socketSeconds),
                ("set statement_timeout = '%ds'; set lock_timeout = '%ds'; set timezone = 'UTC';"
                                + " set idle_in_transaction_session_timeout = '%ds'")
                        .formatted(
                                settings.statementTimeoutSeconds(),
                                settings.lockTimeoutSeconds(),
                                IDLE_IN_TRANSACTION_SECONDS));
    }

    @Override
    public Lane openWriter(Lane reader) {
        return reader;
    }

    @Override
    public void endOverdue(Lane lane) {
        // statement_timeout does
    }

    @Override
    public Probe probe() {
        return new PostgresqlProbe(server.source(settings.endpoint(), 1));
    }

    @Override
    public AutoCloseable holdInstanceLock() {
        return () -> {};
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }
}
