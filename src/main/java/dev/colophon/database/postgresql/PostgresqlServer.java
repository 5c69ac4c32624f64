package dev.colophon.database.postgresql;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server, 14 or newer: how it is connected to, and whether it is one that will do. */
public final class PostgresqlServer {
    private static final int OLDEST_VERSION = 140_000;
    private static final int TRY_SECONDS = 2;

    private final DatabaseSettings settings;

    public PostgresqlServer(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Unpooled connections of the role that may change the schema, without a limit for statements. */
    public DataSource migrator() {
        return source(settings.migrator(), 0);
    }

    /**
     * Connects once.
     *
     * @return why that did not succeed, if it did not
     * @throws StartFailure {@code DATABASE_REFUSED} when the server or the database will not do
     */
    public Optional<ConnectionRefusal> tryToConnect(Endpoint endpoint) {
        PGSimpleDataSource source = source(endpoint, TRY_SECONDS);
        source.setLoginTimeout(TRY_SECONDS);
        try (Connection connection = source.getConnection()) {
            requireSupported(connection);
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(ConnectionRefusal.of(failure));
        }
    }

    /** Refuses a server that is too old or a database in another encoding. */
    private void requireSupported(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int,"
                        + " current_setting('server_version'),"
                        + " current_setting('server_encoding')")) {
            row.next();
            requireVersion(row.getInt(1), row.getString(2));
            if (!"UTF8".equals(row.getString(3))) {
                throw unsupported(
                        "database '" + settings.name() + "' is encoded in " + row.getString(3),
                        "create it with ENCODING 'UTF8'");
            }
        }
    }

    static void requireVersion(int number, String version) {
        if (number < OLDEST_VERSION) {
            throw unsupported("the server is PostgreSQL " + version, "use PostgreSQL 14 or newer");
        }
    }

    /**
     * @param socketSeconds longest silence of the network, 0 without a limit
     */
    PGSimpleDataSource source(Endpoint endpoint, int socketSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {endpoint.host()});
        source.setPortNumbers(new int[] {endpoint.port()});
        source.setDatabaseName(settings.name());
        source.setUser(endpoint.user());
        source.setPassword(endpoint.password().value());
        source.setApplicationName("colophon");
        source.setConnectTimeout(1);
        source.setLoginTimeout(2);
        source.setSocketTimeout(socketSeconds);
        source.setTcpKeepAlive(true);
        // lets a UUID or a date be sent as text
        source.setStringType("unspecified");
        // a batch of one INSERT is sent as few of many rows, each of which costs a third
        source.setReWriteBatchedInserts(true);
        // its detail repeats the row's values, and failures are logged
        source.setLogServerErrorDetail(false);
        source.setSslMode(settings.sslMode().label());
        settings.sslRootCert().ifPresent(file -> source.setSslRootCert(file.toString()));
        return source;
    }

    private static StartFailure unsupported(String why, String remedy) {
        return new StartFailure(ExitCode.DATABASE_REFUSED, "use the database", why, remedy);
    }
}
