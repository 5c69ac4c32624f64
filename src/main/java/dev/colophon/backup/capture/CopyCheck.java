package dev.colophon.backup.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for damage in a copied SQLite file while its rows are read: the check takes as long as the copying and would
 * leave a processor idle before the reading. What was just written anew is checked for damaged rows only.
 */
final class CopyCheck implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyCheck.class);
    private static final String OK = "ok";

    private final Connection connection;
    private final Statement statement;
    private final FutureTask<String> check = new FutureTask<>(this::run);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("copy-check").unstarted(check);

    /** Begins at once; closes the connection with itself. */
    CopyCheck(Connection connection) throws SQLException {
        this.connection = connection;
        statement = connection.createStatement();
        thread.start();
    }

    private String run() throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Waits for the end of the check.
     *
     * @throws dev.colophon.problem.StartFailure when it found anything
     */
    void require() throws SQLException {
        try {
            String found = check.get();
            if (!OK.equals(found)) {
                throw CaptureFailures.damaged(found);
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof SQLException cause ? cause : new SQLException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", interrupted);
        }
    }

    /** Ends a check that is under way. */
    @Override
    public void close() {
        try (connection) {
            if (!check.isDone()) {
                statement.cancel();
            }
            thread.join();
        } catch (SQLException failure) {
            LOG.debug("cannot end the check of a copy: {}", failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
