package dev.colophon.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.source.Given;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class NamesTest {
    static final List<Variable<?>> ALL = Surroundings.VARIABLES;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "SECRET_KYE, SECRET_KEY",
        "SECRETKEY, SECRET_KEY",
        "secret_key, SECRET_KEY",
        "SECRET_KEY_FIL, SECRET_KEY_FILE",
        "POSTGRESS_USER, POSTGRES_USER",
        "POSTGRES_PASWORD, POSTGRES_PASSWORD",
        "CORS_ALLOWED_ORIGIN, CORS_ALLOWED_ORIGINS",
        "ALLOWED_HOST, ALLOWED_HOSTS",
        "MIGRATION_STRICT, MIGRATIONS_STRICT",
        "LOGLEVEL, LOG_LEVEL",
        "DATABASE_URI, DATABASE_URL"
    })
    void a_name_that_is_nearly_ours_is_an_error_with_the_one_meant(String name, String meant) {
        assertThat(new Surroundings(folder).with(name, "hunter2").problems())
                .containsExactly(name
                        + " (environment) is not a variable of Colophon. Remedy: did you"
                        + " mean "
                        + meant
                        + "? Rename or unset it.");
    }

    @Test
    void a_misspelt_name_in_dot_env_is_found_with_its_line() {
        assertThat(new Surroundings(folder).dotEnv("\nSECRET_KYE=x").problems())
                .singleElement()
                .asString()
                .startsWith("SECRET_KYE (.env line 2) ");
    }

    @ParameterizedTest
    @CsvSource({
        "HOSTNAME, colophon-7d9f",
        "PATH, /usr/bin",
        "HOSTS, x",
        "DEBUGS, x",
        "LANG, C",
        "POSTGRES_PORT_5432_TCP, tcp://10.0.0.7:5432",
        "POSTGRES_PORT_5432_TCP_ADDR, 10.0.0.7",
        "POSTGRES_SERVICE_HOST, 10.0.0.7",
        "POSTGRES_SERVICE_PORT, 5432",
        "POSTGRESQL_PORT, tcp://10.0.0.7:5432",
        "COLOPHON_PORT, tcp://10.0.0.7:8000",
        "POSTGRES_INITDB_ARGS, --data-checksums",
        "POSTGRES_HOST_AUTH_METHOD, scram-sha-256",
        "POSTGRES_USER_FILE, /run/secrets/user",
        "S3_SECRET_KEY, x",
        "JAVA_HOME, /opt/java"
    })
    void the_variables_of_others_are_left_alone(String name, String value) {
        assertThat(new Surroundings(folder).with(name, value).problems()).isEmpty();
    }

    @Test
    void a_service_link_in_our_own_variable_is_explained() {
        assertThat(new Surroundings(folder)
                        .with("POSTGRES_PORT", "tcp://10.0.0.7:5432")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("POSTGRES_PORT=\"tcp://10.0.0.7:5432\" (environment) must be a whole")
                .contains("Kubernetes", "enableServiceLinks: false");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void a_declared_name_is_no_mistake(Variable<?> variable) {
        Names names = new Names(ALL);
        Given given = new Given("x", Origin.ENVIRONMENT, "environment");

        assertThat(names.check(variable.name(), given)).isEmpty();
        if (variable.secret()) {
            assertThat(names.check(variable.fileName(), given)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0",
        "abc, abd, 1",
        "abc, ab, 1",
        "abc, acb, 2",
        "abc, xbcd, 2",
        "abc, xyz, 3",
        "abcdefgh, zyxwvuts, 3",
        "abc, abcdef, 3"
    })
    void distance_counts_changes_up_to_three(String one, String other, int distance) {
        assertThat(Names.distance(one, other)).isEqualTo(distance);
        assertThat(Names.distance(other, one)).isEqualTo(distance);
    }
}
