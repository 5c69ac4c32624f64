package dev.colophon.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.DatabaseSettings.SslMode;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Surroundings;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.EffectiveValue.Origin;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseChoiceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, postgresql://a:b@c/d, POSTGRESQL",
        "DATABASE_URL, postgres://a:b@c/d, POSTGRESQL",
        "DATABASE_URL, sqlite:///x, SQLITE",
        "SQLITE_PATH, x, SQLITE",
        "POSTGRES_HOST, c, POSTGRESQL",
        "POSTGRES_PASSWORD, b, POSTGRESQL",
        "POSTGRES_SSLMODE, require, POSTGRESQL",
        "POSTGRES_MIGRATOR_USER, owner, POSTGRESQL",
        "POSTGRES_INITDB_ARGS, --x, SQLITE",
        "HOST, ::1, SQLITE"
    })
    void one_variable_decides(String name, String value, Engine engine) {
        assertThat(local().with(name, value).settings().database().engine()).isEqualTo(engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL=postgresql://a:b@c/d", "SQLITE_PATH=x"})
    void the_migrator_may_stand_beside_either(String variable) {
        String[] parts = variable.split("=", 2);

        assertThat(local().with(parts[0], parts[1])
                        .with("POSTGRES_MIGRATOR_USER", "owner")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, postgresql://a:b@c/d, POSTGRES_HOST, c",
        "DATABASE_URL, postgresql://a:b@c/d, POSTGRES_PASSWORD, b",
        "DATABASE_URL, sqlite:///x, POSTGRES_DB, d",
        "DATABASE_URL, sqlite:///x, SQLITE_PATH, x",
        "DATABASE_URL, postgresql://a:b@c/d, SQLITE_PATH, x",
        "SQLITE_PATH, x, POSTGRES_USER, a"
    })
    void two_databases_at_once_are_an_error(String name, String value, String otherName, String otherValue) {
        assertThat(local().with(name, value).with(otherName, otherValue).problems())
                .containsExactly(otherName
                        + " set beside "
                        + name
                        + ": it is unclear which database is meant. Remedy: unset "
                        + name
                        + ", or what stands beside it.");
    }

    @Test
    void a_password_in_a_file_counts_as_the_password() {
        assertThat(local().with("SQLITE_PATH", "x")
                        .with("POSTGRES_PASSWORD_FILE", "p")
                        .file("p", "secret")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("POSTGRES_PASSWORD set beside SQLITE_PATH");
    }

    @ParameterizedTest
    @CsvSource({"DATABASE_URL, sqlite:///x", "SQLITE_PATH, x"})
    void production_refuses_sqlite_for_good(String name, String value) {
        assertThat(Surroundings.production(folder)
                        .without("POSTGRES_PASSWORD")
                        .with(name, value)
                        .problems())
                .singleElement()
                .asString()
                .startsWith(name + "=")
                .contains("the production profile refuses", "single-user");
    }

    @Test
    void a_url_is_taken_apart_and_decoded() {
        Surroundings surroundings = local().with(
                        "DATABASE_URL",
                        "postgresql://r%C3%A9ader:p%40ss%2Fw%3Ar+d%25@db.example:6432"
                                + "/my%20books?sslmode=verify-full&sslrootcert=ca%2Ecrt")
                .file("ca.crt", "certificate");

        DatabaseSettings database = surroundings.settings().database();
        assertThat(database.endpoint())
                .isEqualTo(new Endpoint("db.example", 6432, "r\u00e9ader", new Secret("p@ss/w:r+d%")));
        assertThat(database.name()).isEqualTo("my books");
        assertThat(database.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(database.sslRootCert()).isEqualTo(Optional.of(folder.resolve("ca.crt")));
        assertThat(surroundings.effective("POSTGRES_PORT"))
                .isEqualTo(new EffectiveValue("POSTGRES_PORT", "6432", Origin.URL, "environment"));
        assertThat(surroundings.effective("POSTGRES_PASSWORD").value()).isEqualTo(Secret.MASK);
        assertThat(surroundings.effective("DATABASE_URL").value()).isEqualTo(Secret.MASK);
    }

    @Test
    void a_url_may_leave_out_the_port_and_name_an_ipv6_address() {
        DatabaseSettings database = local().with("DATABASE_URL", "postgres://a:b@[2001:db8::7]/d")
                .settings()
                .database();

        assertThat(database.endpoint().host()).isEqualTo("2001:db8::7");
        assertThat(database.endpoint().port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///data/x.db, data/x.db",
        "sqlite:///./x.db, x.db",
        "sqlite:///my%20books.db, my books.db",
        "sqlite:////srv/x.db, /srv/x.db"
    })
    void a_sqlite_url_names_a_relative_or_an_absolute_path(String url, String path) {
        assertThat(local().with("DATABASE_URL", url).settings().database().sqlitePath())
                .isEqualTo(folder.resolve(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://a:b@c/d",
                "a:b@c/d",
                "postgresql:a:b@c/d",
                "POSTGRESQL://a:b@c/d",
                "postgresql://c/d",
                "postgresql://a:b@c",
                "postgresql://a:b@c/",
                "postgresql://a:b@/d",
                "postgresql://a:b@c/d/e",
                "postgresql://a:b@c,c2/d",
                "postgresql://a:b@c:/d",
                "postgresql://a:b@c:x/d",
                "postgresql://a:b@c:0/d",
                "postgresql://a:b@c:70000/d",
                "postgresql://a:b:c@c/d",
                "postgresql://a:b@b@c/d",
                "postgresql://a:b@c/d#e",
                "postgresql://a:%4@c/d",
                "postgresql://a:%zz@c/d",
                "postgresql://a:%ff@c/d",
                "postgresql://a:b%0A@c/d",
                "postgresql://a:b@c/d?",
                "postgresql://a:b@c/d?sslmode",
                "postgresql://a:b@c/d?sslmode=",
                "postgresql://a:b@c/d?sslmode=on",
                "postgresql://a:b@c/d?sslmode=require&sslmode=require",
                "postgresql://a:b@c/d?options=-csearch_path",
                "postgresql://a:b@c/d?sslrootcert=missing.crt",
                "sqlite:x",
                "sqlite://x",
                "sqlite:///",
                "sqlite:///:x?mode=ro",
                "sqlite:///x#y"
            })
    void a_bad_url_is_refused_and_masked(String url) {
        assertThat(local().with("DATABASE_URL", url).problems())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text)
                        .startsWith("DATABASE_URL=" + Secret.MASK)
                        .contains("Remedy: ")
                        .doesNotContain("a:b"));
    }

    @Test
    void production_requires_the_password_in_the_url() {
        Surroundings surroundings = Surroundings.production(folder).without("POSTGRES_PASSWORD");

        assertThat(surroundings.problems())
                .singleElement()
                .asString()
                .startsWith("POSTGRES_PASSWORD (not set) is required");
        assertThat(surroundings.with("DATABASE_URL", "postgresql://a@c/d").problems())
                .singleElement()
                .asString()
                .contains("DATABASE_URL", "must have a password");
        assertThat(surroundings.with("DATABASE_URL", "postgresql://a:b@c/d").problems())
                .isEmpty();
        assertThat(surroundings.with("DATABASE_URL", "nonsense").problems()).hasSize(1);
    }

    @Test
    void elsewhere_a_role_may_have_no_password() {
        assertThat(local().with("POSTGRES_HOST", "c")
                        .settings()
                        .database()
                        .endpoint()
                        .password())
                .isEqualTo(new Secret(""));
    }

    @Test
    void the_safety_copy_is_refused_with_postgresql() {
        assertThat(local().with("POSTGRES_HOST", "c")
                        .with("BACKUP_BEFORE_MIGRATE", "1")
                        .problems())
                .singleElement()
                .asString()
                .contains("BACKUP_BEFORE_MIGRATE=\"1\"", "SQLite only for now");
        assertThat(local().with("POSTGRES_HOST", "c")
                        .with("BACKUP_BEFORE_MIGRATE", "0")
                        .problems())
                .isEmpty();
    }

    @Test
    void a_certificate_that_cannot_be_read_is_an_error() {
        assertThat(local().with("POSTGRES_SSLROOTCERT", "ca.crt").problems())
                .singleElement()
                .asString()
                .contains("POSTGRES_SSLROOTCERT=\"ca.crt\"", "can read");
    }

    @Test
    void the_variables_of_the_other_database_are_not_listed() {
        assertThat(local().serve().effective())
                .extracting(EffectiveValue::name)
                .contains("SQLITE_PATH")
                .noneMatch(name -> name.startsWith("POSTGRES_"));
        assertThat(local().with("POSTGRES_HOST", "c").serve().effective())
                .extracting(EffectiveValue::name)
                .contains("POSTGRES_MIGRATOR_HOST")
                .noneMatch(name -> name.startsWith("SQLITE_"));
    }

    private Surroundings local() {
        return new Surroundings(folder);
    }
}
