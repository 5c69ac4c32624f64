package dev.colophon.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.colophon.observe.BuildInfo;
import dev.colophon.storage.S3Settings;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.S3Server;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TlsPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image runs on both databases with the runtime that was made for it: no module is missing, no
 * native library needs a writable folder, and the cache is used (with {@code AOTMode=on} the
 * virtual machine refuses to start without it).
 */
@Tag("image")
@Timeout(180)
class ImageRunTest {
    private static final String EXPORT = """
            Book Id,Title,Author,ISBN,ISBN13,My Rating,Exclusive Shelf,Date Added
            1,Emma,Jane Austen,,,5,read,2024/01/02
            """;

    /** Of a pair made by age-keygen for tests alone. */
    private static final Map<String, String> ENCRYPTED = Map.of(
            "BACKUP_RECIPIENTS", "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7",
            "BACKUP_IDENTITY", "AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ");

    @TempDir
    private static Path root;

    @TempDir
    private Path data;

    @TempDir
    private Path secrets;

    @BeforeAll
    static void unpack() throws Exception {
        ImageProcess.unpack(root);
    }

    @Test
    void tells_the_version_that_was_built() throws Exception {
        BuildInfo build = BuildInfo.read();
        assertThat(run(Map.of(), "--version")).contains("Colophon " + build.version() + " (" + build.commit() + ")");
    }

    @Test
    void production_starts_with_nothing_but_its_settings() throws Exception {
        try (ImageProcess program = start(Map.of("APP_PROFILE", "production"), "serve")) {
            assertThat(program.exitCode()).isEqualTo(78);
            assertThat(program.output()).contains("POSTGRES_PASSWORD").contains("ALLOWED_HOSTS");
        }
    }

    @Test
    void serves_from_sqlite_and_ends_with_0() throws Exception {
        serveAndStop(Map.of());
    }

    @Test
    void serves_from_postgresql_and_ends_with_0() throws Exception {
        serveAndStop(postgresql("image_serve"));
    }

    @Test
    void serves_from_postgresql_over_tls_that_it_has_verified() throws Exception {
        try (TlsPostgres server = TlsPostgres.start(secrets)) {
            Files.copy(server.certificate(), data.resolve("ca.crt"));
            serveAndStop(Map.of(
                    "POSTGRES_HOST", "127.0.0.1",
                    "POSTGRES_PORT", Integer.toString(server.port()),
                    "POSTGRES_DB", "postgres",
                    "POSTGRES_USER", "postgres",
                    "POSTGRES_PASSWORD", "unused",
                    "POSTGRES_SSLMODE", "verify-full",
                    "POSTGRES_SSLROOTCERT", "data/ca.crt"));
        }
    }

    @Test
    void every_verb_works_on_sqlite() throws Exception {
        everyVerb(Map.of());
        assertThat(run(Map.of(), "copy", "data/copy.sqlite3")).contains("Copied");
        assertThat(data.resolve("copy.sqlite3")).isNotEmptyFile();
    }

    @Test
    void every_verb_works_on_postgresql() throws Exception {
        everyVerb(postgresql("image_verbs"));
    }

    @Test
    void encrypted_backups_in_a_folder_restore_into_sqlite_and_tell_of_themselves() throws Exception {
        AtomicInteger notices = new AtomicInteger();
        HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            notices.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            Map<String, String> variables = new HashMap<>(ENCRYPTED);
            variables.put(
                    "BACKUP_NOTIFY_URL",
                    "http://127.0.0.1:" + receiver.getAddress().getPort());
            variables.put("BACKUP_NOTIFY_SECRET", "e5b1a7d09c3f4286b0d7a1c94f6e2835");
            backUpAndRestore(variables);
            assertThat(notices).hasValue(1);
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void backups_in_s3_restore_into_postgresql_which_moves_to_sqlite() throws Exception {
        Map<String, String> variables = new HashMap<>(postgresql("image_backup"));
        variables.putAll(bucket());
        backUpAndRestore(variables);

        String url = "postgresql://postgres:unused@127.0.0.1:" + variables.get("POSTGRES_PORT") + "/image_backup";
        Files.writeString(data.resolve("old"), url);
        String moved = "sqlite:////app/data/moved.sqlite3";
        assertThat(run(variables, "db", "move", "--to", moved, "--yes")).contains("all equal");
        assertThat(run(Map.of("DATABASE_URL", moved), "db", "compare", "--with", "file:data/old"))
                .contains("equal")
                .doesNotContain("DIFFERS");
    }

    private void backUpAndRestore(Map<String, String> variables) throws Exception {
        run(variables, "migrate");
        String made = run(variables, "backup", "create", "--scheduled", "--json");
        // a program that reads it finds nothing else, such as a warning of the virtual machine
        assertThat(made.lines().filter(line -> !line.startsWith("NOTE: "))).allMatch(line -> line.startsWith("{"));
        assertThat(run(variables, "backup", "list", "--json"))
                .contains("\"kind\":\"auto\"")
                .contains("\"verified\":true")
                .contains("\"encrypted\":" + variables.containsKey("BACKUP_IDENTITY"));
        assertThat(run(variables, "backup", "verify", "latest")).contains("level 2");
        assertThat(run(variables, "backup", "drill")).contains("level 3");
        assertThat(run(variables, "backup", "restore", "latest", "--yes")).contains("Restored");
        assertThat(run(variables, "backup", "undo-restore", "--yes")).contains("Live again");
        assertThat(run(variables, "backup", "doctor")).doesNotContain("FAILS");
    }

    private static Map<String, String> bucket() {
        S3Settings bucket = S3Server.bucket();
        return Map.of(
                "BACKUP_STORE", "s3",
                "S3_ENDPOINT", bucket.endpoint().orElseThrow().toString(),
                "S3_BUCKET", bucket.bucket(),
                "S3_ACCESS_KEY", bucket.accessKey(),
                "S3_SECRET_KEY", bucket.secretKey().value());
    }

    private void everyVerb(Map<String, String> variables) throws Exception {
        Files.writeString(data.resolve("password"), "a quiet evening\n");
        Files.writeString(data.resolve("export.csv"), EXPORT);
        assertThat(run(variables, "wait")).isNotNull();
        assertThat(run(variables, "migrate")).contains("level 0 to");
        assertThat(run(variables, "create-user", "ada", "--password-file", "data/password"))
                .contains("ada");
        assertThat(run(variables, "set-password", "ada", "--password-file", "data/password"))
                .contains("ada");
        assertThat(run(variables, "import", "--user", "ada", "data/export.csv")).contains("1");
        assertThat(run(variables, "check")).contains("sound").contains("userbooks");
        assertThat(run(variables, "config")).contains("APP_PROFILE");
    }

    private void serveAndStop(Map<String, String> variables) throws Exception {
        try (ImageProcess program = start(variables, "serve")) {
            String ready = program.await("Colophon is ready at ").text();
            int port = Integer.parseInt(ready.replaceAll(".*http://127\\.0\\.0\\.1:(\\d+).*", "$1"));
            String management = program.await("management port: ok").text();
            String managementPort = management.replaceAll(".*port (\\d+).*", "$1");

            assertThat(RunningColophon.ask(port, "/health/ready").statusCode()).isEqualTo(200);
            String page = RunningColophon.ask(port, "/sign-in").body();
            assertThat(page).contains("Sign in");
            String asset = page.replaceAll("(?s).*\"(/assets/pico[^\"]+)\".*", "$1");
            assertThat(contentCoding(port, asset)).isEqualTo("zstd");
            for (String way : List.of("healthcheck", "@/app/healthcheck")) {
                assertThat(run(Map.of("MANAGEMENT_PORT", managementPort), way)).contains("\"status\":\"up\"");
            }

            program.terminate();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
    }

    private static String contentCoding(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", "zstd")
                .build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        return response.headers().firstValue("Content-Encoding").orElse("none");
    }

    private static Map<String, String> postgresql(String name) {
        TestPostgres.execute("create database " + name);
        var endpoint = TestPostgres.settings(name).endpoint();
        return Map.of(
                "POSTGRES_HOST", endpoint.host(),
                "POSTGRES_PORT", Integer.toString(endpoint.port()),
                "POSTGRES_DB", name,
                "POSTGRES_USER", endpoint.user(),
                "POSTGRES_PASSWORD", "unused");
    }

    private String run(Map<String, String> variables, String... verb) throws Exception {
        try (ImageProcess program = start(variables, verb)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }

    private ImageProcess start(Map<String, String> variables, String... verb) throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put("APP_PROFILE", "test");
        all.put("LOG_FORMAT", "json");
        all.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        all.putAll(variables);
        return ImageProcess.start(root, data, all, verb);
    }
}
