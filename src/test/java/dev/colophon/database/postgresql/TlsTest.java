package dev.colophon.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.Database;
import dev.colophon.database.Statement;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TlsPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code POSTGRES_SSLMODE} against a server that has a certificate. */
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class TlsTest {
    private static final Statement ENCRYPTED = Statement.of(
            "test.encrypted",
            "SELECT CASE WHEN ssl THEN 1 ELSE 0 END AS yes FROM pg_stat_ssl" + " WHERE pid = pg_backend_pid()");

    @TempDir
    private static Path folder;

    private static TlsPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = TlsPostgres.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void verify_full_encrypts_every_connection_to_the_server_that_it_knows() {
        DatabaseSettings settings = server.settings("127.0.0.1", "verify-full", server.certificate());
        new DatabaseWait(settings, DatabaseWait.Time.REAL).await(settings.endpoint());

        try (Database database = TestDatabase.open(settings)) {
            long encrypted = database.read(session -> session.first(ENCRYPTED, row -> row.number("yes")))
                    .orElseThrow();
            assertThat(encrypted).isEqualTo(1);
        }
    }

    @Test
    void a_server_whose_certificate_nobody_known_has_signed_is_refused_at_once() throws Exception {
        Path stranger = TlsPostgres.strangersCertificate(folder);

        assertThat(refusal(server.settings("127.0.0.1", "verify-full", stranger)))
                .contains("TLS failed");
    }

    @Test
    void a_server_of_another_name_is_refused_at_once() {
        assertThat(refusal(server.settings("localhost", "verify-full", server.certificate())))
                .contains("TLS failed");
    }

    @Test
    void a_missing_certificate_file_is_named() throws IOException {
        Path nowhere = Files.createFile(folder.resolve("nowhere.crt"));
        DatabaseSettings settings = server.settings("127.0.0.1", "verify-full", nowhere);
        Files.delete(nowhere);

        assertThat(refusal(settings)).contains("nowhere.crt");
    }

    @Test
    void a_server_without_tls_is_refused_when_tls_is_required() {
        Endpoint endpoint = TestPostgres.settings("postgres").endpoint();
        DatabaseSettings required =
                TestPostgres.settings("postgres", endpoint.host(), endpoint.port(), "require", Optional.empty());

        assertThat(refusal(required)).contains("SSL");
    }

    private static String refusal(DatabaseSettings settings) {
        DatabaseWait wait = new DatabaseWait(settings, DatabaseWait.Time.REAL);
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> wait.await(settings.endpoint()));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
        return String.valueOf(failure.getMessage());
    }
}
