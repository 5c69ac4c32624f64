package dev.colophon.database;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps one connection and asks it a trivial question. When it does not answer in time a new
 * connection has to fail as well before the server counts as away: the old one may merely have been
 * ended.
 */
final class PostgresqlProbe implements Probe {
    private static final int ANSWER_MILLISECONDS = 500;

    private final PGSimpleDataSource source;
    private @Nullable Connection connection;

    PostgresqlProbe(PGSimpleDataSource source) {
        source.setLoginTimeout(1);
        source.setSocketTimeout(1);
        source.setApplicationName("colophon probe");
        this.source = source;
    }

    @Override
    public Optional<String> trouble() {
        if (connection != null && answers(connection)) {
            return Optional.empty();
        }
        close();
        try {
            Connection opened = source.getConnection();
            opened.setNetworkTimeout(Runnable::run, ANSWER_MILLISECONDS);
            connection = opened;
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(Refusal.of(failure).reason());
        } catch (RuntimeException failure) {
            // the driver's answer to an interrupt, or a driver's fault; the probe must go on
            return Optional.of("probing failed: " + failure.getClass().getSimpleName());
        }
    }

    private static boolean answers(Connection connection) {
        try (var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException failure) {
            return false;
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException failure) {
                // broken already
                connection = null;
            }
        }
    }
}
