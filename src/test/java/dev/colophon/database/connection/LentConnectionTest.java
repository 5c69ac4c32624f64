package dev.colophon.database.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.database.postgresql.PostgresqlStore;
import dev.colophon.database.sqlite.SqliteStore;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DbClient uses the connection of a call and can neither end nor keep it. */
@EveryDatabase
class LentConnectionTest {
    private final DbClient client = Lane.client();
    private Lane reader;
    private Lane lane;

    @BeforeEach
    void open(TestDatabase lent) {
        lent.run("CREATE TABLE lent (id bigint NOT NULL PRIMARY KEY)");
        Store store = switch (lent.engine()) {
            case POSTGRESQL -> new PostgresqlStore(lent.settings());
            case SQLITE -> new SqliteStore(lent.settings());
        };
        reader = store.openReader();
        lane = store.openWriter(reader);
    }

    @AfterEach
    void close() {
        lane.close();
        reader.close();
    }

    private <T> T lend(Function<DbExecute, T> work) {
        return lane.lend(loan -> work.apply(client.execute()));
    }

    private long rows() {
        return lend(execute -> execute.query("SELECT id FROM lent").count());
    }

    @Test
    void a_result_that_nobody_reads_keeps_no_connection() {
        for (int round = 0; round < 30; round++) {
            lend(execute -> execute.query("SELECT 1 AS one"));
        }

        assertThat(lane.state().inUse()).isFalse();
        assertThat(lane.state().active()).isZero();
    }

    @Test
    void a_statement_that_cannot_be_prepared_keeps_no_connection() {
        for (int round = 0; round < 30; round++) {
            assertThatThrownBy(() -> lend(execute -> execute.query("SELECT ? FROM nowhere", 1)))
                    .isInstanceOf(DbClientException.class);
            assertThatThrownBy(() -> lend(execute -> execute.dml("DELETE FROM nowhere")))
                    .isInstanceOf(DbClientException.class);
            assertThatThrownBy(() -> lend(execute -> execute.dml("DELETE FROM lent", 1)))
                    .isInstanceOf(RuntimeException.class);
        }

        assertThat(lane.state().active()).isZero();
    }

    @Test
    void statements_of_a_transaction_leave_it_open() {
        lane.lend(loan -> {
            begin(loan);
            client.execute().insert("INSERT INTO lent VALUES (1)");
            assertThat(client.execute().query("SELECT id FROM lent").count()).isOne();
            return client.execute().insert("INSERT INTO lent VALUES (2)");
        });

        assertThat(rows()).isZero();
    }

    @Test
    void a_failed_statement_does_not_close_the_connection_of_its_transaction() {
        lane.lend(loan -> {
            begin(loan);
            DbExecute execute = client.execute();
            assertThatThrownBy(() -> execute.dml("DELETE FROM nowhere")).hasCauseInstanceOf(SQLException.class);
            assertThat(closed(execute.unwrap(Connection.class))).isFalse();
            return true;
        });

        assertThat(rows()).isZero();
    }

    @Test
    void a_failure_of_the_driver_comes_through_as_it_is() {
        assertThatThrownBy(() -> lend(execute -> {
                    Connection connection = execute.unwrap(Connection.class);
                    return prepare(connection, "no such statement");
                }))
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void outside_a_call_there_is_no_connection() {
        assertThatThrownBy(() -> client.execute().query("SELECT 1 AS one")).isInstanceOf(IllegalStateException.class);
    }

    private static boolean prepare(Connection connection, String sql) {
        try (var statement = connection.prepareStatement(sql)) {
            return statement.execute();
        } catch (SQLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    private static void begin(Loan loan) {
        try {
            loan.begin();
        } catch (SQLException failure) {
            throw new IllegalArgumentException(failure);
        }
    }
}
