package dev.colophon.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupSettingsTest {
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    private static final String IDENTITY = "AGE-SECRET-KEY-1" + "Q".repeat(58);

    @TempDir
    Path folder;

    @Test
    void a_single_user_has_two_backups_a_day_beside_the_database() {
        BackupSettings settings = settings(new Surroundings(folder)
                .with("APP_PROFILE", "single-user")
                .with("SECRET_KEY", Surroundings.KEY)
                .with("ALLOWED_HOSTS", "books.example")
                .with("SQLITE_PATH", "/data/colophon.sqlite3"));

        assertThat(settings.store()).isEqualTo(BackupSettings.Store.DIR);
        assertThat(settings.directory()).isEqualTo(Path.of("/data/backups"));
        assertThat(settings.keep()).isEqualTo(30);
        assertThat(settings.schedule().orElseThrow().longestPause()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.recipients()).isEmpty();
        assertThat(settings.identity()).isEmpty();
        assertThat(settings.scratch()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(settings.notices().command()).isEmpty();
        assertThat(settings.notices().address()).isEmpty();
    }

    @Test
    void nothing_runs_by_itself_elsewhere() {
        assertThat(settings(new Surroundings(folder)).schedule()).isEmpty();
        assertThat(settings(Surroundings.production(folder)).schedule()).isEmpty();
        assertThat(settings(new Surroundings(folder)
                                .with("APP_PROFILE", "single-user")
                                .with("SECRET_KEY", Surroundings.KEY)
                                .with("ALLOWED_HOSTS", "books.example")
                                .with("POSTGRES_HOST", "db"))
                        .schedule())
                .isEmpty();
        assertThat(settings(new Surroundings(folder)
                                .with("APP_PROFILE", "single-user")
                                .with("SECRET_KEY", Surroundings.KEY)
                                .with("ALLOWED_HOSTS", "books.example")
                                .with("BACKUP_SCHEDULE", "none"))
                        .schedule())
                .isEmpty();
    }

    @Test
    void the_servers_of_postgresql_do_not_back_up_all_at_once() {
        assertThat(Surroundings.production(folder)
                        .with("BACKUP_SCHEDULE", "0 3 * * *")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BACKUP_SCHEDULE")
                .contains("SQLite only")
                .contains("CronJob");
        assertThat(Surroundings.production(folder)
                        .with("BACKUP_SCHEDULE", "none")
                        .problems())
                .isEmpty();
    }

    @Test
    void every_value_arrives() {
        BackupSettings settings = settings(new Surroundings(folder)
                .with("BACKUP_DIR", "copies")
                .with("BACKUP_KEEP", "10000")
                .with("BACKUP_SCHEDULE", "*/5 * * * *")
                .with("BACKUP_RECIPIENTS", RECIPIENT + " , " + RECIPIENT)
                .with("BACKUP_IDENTITY", IDENTITY)
                .with("BACKUP_SCRATCH_DIR", "scratch")
                .with("BACKUP_NOTIFY_COMMAND", "/bin/tell  ops now")
                .with("BACKUP_NOTIFY_URL", "https://hooks.example/b?token=t")
                .with("BACKUP_NOTIFY_SECRET", Surroundings.KEY));

        assertThat(settings.directory()).isEqualTo(folder.resolve("copies"));
        assertThat(settings.keep()).isEqualTo(10_000);
        assertThat(settings.schedule()).map(Object::toString).hasValue("*/5 * * * *");
        assertThat(settings.recipients()).containsExactly(RECIPIENT, RECIPIENT);
        assertThat(settings.identity().orElseThrow().value()).isEqualTo(IDENTITY);
        assertThat(settings.scratch()).isEqualTo(folder.resolve("scratch"));
        assertThat(settings.notices().command()).containsExactly("/bin/tell", "ops", "now");
        assertThat(settings.notices().address()).map(Object::toString).hasValue("https://hooks.example/b?token=t");
        assertThat(settings.notices().key().value()).isEqualTo(Surroundings.KEY);
        assertThat(settings.toString()).doesNotContain(IDENTITY, Surroundings.KEY, "token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BACKUP_STORE           | tape",
                "BACKUP_KEEP            | 0",
                "BACKUP_KEEP            | 10001",
                "BACKUP_SCHEDULE        | daily",
                "BACKUP_SCHEDULE        | 0 0 30 2 *",
                "BACKUP_RECIPIENTS      | age1short",
                "BACKUP_RECIPIENTS      | AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ",
                "BACKUP_RECIPIENTS      | ssh-ed25519 AAAA",
                "BACKUP_IDENTITY        | age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
                "BACKUP_NOTIFY_COMMAND  | notify.sh",
                "BACKUP_NOTIFY_COMMAND  | sh -c echo",
                "BACKUP_NOTIFY_SECRET   | short",
            })
    void a_bad_value_is_refused(String name, String value) {
        assertThat(new Surroundings(folder).with(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://hooks.example/",
        "https://user:word@hooks.example/",
        "https:///x",
        "https://hooks.example/#x",
        "hooks.elsewhere"
    })
    void a_bad_address_is_refused_and_not_shown(String address) {
        assertThat(new Surroundings(folder)
                        .with("BACKUP_NOTIFY_URL", address)
                        .with("BACKUP_NOTIFY_SECRET", Surroundings.KEY)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BACKUP_NOTIFY_URL")
                .doesNotContain(address);
    }

    @Test
    void a_bucket_needs_its_name_and_keys() {
        Surroundings surroundings = new Surroundings(folder).with("BACKUP_STORE", "S3");

        assertThat(surroundings.problems())
                .hasSize(3)
                .allMatch(problem -> problem.startsWith("S3_") && problem.contains("when BACKUP_STORE is s3"));
        BackupSettings settings = settings(surroundings
                .with("S3_BUCKET", "backups")
                .with("S3_ACCESS_KEY", "id")
                .with("S3_SECRET_KEY", "key"));
        assertThat(settings.store()).isEqualTo(BackupSettings.Store.S3);
        assertThat(settings.areUsed()).isTrue();
    }

    @Test
    void a_folder_that_holds_backups_already_is_used() throws IOException {
        Surroundings surroundings = new Surroundings(folder).with("BACKUP_DIR", "copies");

        assertThat(settings(surroundings).areUsed()).isFalse();
        Files.createDirectory(folder.resolve("copies"));
        assertThat(settings(surroundings).areUsed()).isTrue();
    }

    @Test
    void an_address_needs_the_key_that_signs() {
        assertThat(new Surroundings(folder)
                        .with("BACKUP_NOTIFY_URL", "https://hooks.example/")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BACKUP_NOTIFY_SECRET")
                .contains("BACKUP_NOTIFY_URL");
    }

    private static BackupSettings settings(Surroundings surroundings) {
        return surroundings.settings().get(BackupSettings.GROUP);
    }
}
