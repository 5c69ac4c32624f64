package dev.colophon.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.colophon.database.opening.Databases;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both databases understand every statement of the program; a new one is covered by itself. */
@EveryDatabase
class EveryStatementTest {
    private static final URL PROGRAM =
            Statement.class.getProtectionDomain().getCodeSource().getLocation();

    /** What the portable subset forbids, see the rules for SQL. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("\\bNOW\\s*\\(|\\bILIKE\\b|SELECT\\s+\\*|\\bCURRENT_TIMESTAMP\\b");

    @BeforeAll
    static void load_every_class_that_declares_one() throws ClassNotFoundException {
        JavaClasses program = new ClassFileImporter().importUrl(PROGRAM);
        for (JavaClass type : program) {
            boolean declares = type.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Statement.class));
            if (declares) {
                Class.forName(type.getName());
            }
        }
    }

    private static List<Statement> statements() {
        return Statement.all().stream()
                .filter(statement -> PROGRAM.equals(
                        statement.home().getProtectionDomain().getCodeSource().getLocation()))
                .toList();
    }

    @TakesLong("prepares every statement on a server")
    @Test
    void it_can_be_prepared(TestDatabase lent) throws SQLException {
        Dialect dialect = Databases.dialect(lent.engine());
        List<String> refused = new ArrayList<>();
        try (Connection connection = lent.connect()) {
            for (Statement statement : statements()) {
                try (PreparedStatement prepared =
                        connection.prepareStatement(dialect.sql(statement).text())) {
                    // PostgreSQL's driver asks the server no earlier than this
                    prepared.getParameterMetaData().getParameterCount();
                } catch (SQLException failure) {
                    refused.add(statement.name() + ": " + failure.getMessage());
                }
            }
        }

        assertThat(refused).isEmpty();
        assertThat(statements()).isNotEmpty();
    }

    @Test
    void it_keeps_to_the_portable_subset_unless_it_is_split() {
        assertThat(statements())
                .filteredOn(statement -> statement.postgresql().equals(statement.sqlite()))
                // who lives is judged by the database's clock, and by PostgreSQL alone
                .filteredOn(statement -> !statement.name().startsWith("migration.heartbeat"))
                .allSatisfy(statement -> assertThat(statement.sqlite().text().toUpperCase(Locale.ROOT))
                        .as(statement.name())
                        .doesNotContainPattern(FORBIDDEN));
    }

    @Test
    void it_is_named_for_its_room() {
        assertThat(statements())
                .allSatisfy(statement -> assertThat(statement.home().getPackageName() + ".")
                        .startsWith("dev.colophon." + statement.name().split("\\.", 2)[0] + "."));
    }

    @Test
    void a_plan_tells_its_index(TestDatabase lent) {
        boolean postgresql = lent.engine() == Engine.POSTGRESQL;
        lent.run("CREATE TABLE sample (id bigint NOT NULL PRIMARY KEY, owner bigint, name text)");
        lent.run("CREATE INDEX sample_by_owner ON sample (owner, id)");
        lent.run(postgresql ? "INSERT INTO sample SELECT i, i % 50, 'n' FROM generate_series(1, 5000) i" : """
                        INSERT INTO sample
                        WITH RECURSIVE c(i) AS
                            (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5000)
                        SELECT i, i % 50, 'n' FROM c
                        """);

        PlanAssert.usesIndexInOrder(
                lent, BY_OWNER, "sample_by_owner", Parameters.of("owner", 7L).and("after", 100L));
        assertThat(PlanAssert.explain(lent, BY_NAME, Parameters.of("name", "n")))
                .doesNotContain("sample_by_owner");
    }

    private static final Statement BY_OWNER = Statement.of("sample.by-owner", """
                    SELECT id, name FROM sample WHERE owner = :owner AND id > :after ORDER BY id LIMIT 20
                    """);

    private static final Statement BY_NAME = Statement.of("sample.by-name", "SELECT id FROM sample WHERE name = :name");
}
