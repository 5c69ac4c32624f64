package dev.colophon.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.settings.Secret;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageSettingsTest {
    private static final Map<String, String> KEYS =
            Map.of("S3_BUCKET", "books", "S3_ACCESS_KEY", "id", "S3_SECRET_KEY", "the-key");

    @TempDir
    Path folder;

    @Test
    void without_a_bucket_there_is_no_s3() {
        assertThat(s3(Map.of())).isEmpty();
        assertThat(s3(Map.of("S3_REGION", "auto"))).isEmpty();
    }

    @Test
    void a_bucket_and_its_keys_are_enough() {
        assertThat(s3(KEYS))
                .contains(
                        new S3Settings(Optional.empty(), "us-east-1", "books", "", "id", new Secret("the-key"), true));
        Map<String, String> all = new HashMap<>(KEYS);
        all.put("S3_ENDPOINT", "https://s3.example:9000/storage/v1");
        all.put("S3_REGION", "garage");
        all.put("S3_PREFIX", "a/b");
        all.put("S3_PATH_STYLE", "0");

        assertThat(s3(all))
                .contains(new S3Settings(
                        Optional.of(URI.create("https://s3.example:9000/storage/v1")),
                        "garage",
                        "books",
                        "a/b",
                        "id",
                        new Secret("the-key"),
                        false));
    }

    @Test
    void a_bucket_without_a_key_is_refused() {
        assertThat(reading(Map.of("S3_BUCKET", "books")).problems())
                .hasSize(2)
                .allMatch(problem -> problem.toString().contains("is required when S3_BUCKET is set"))
                .anyMatch(problem -> problem.toString().contains("S3_ACCESS_KEY"))
                .anyMatch(problem -> problem.toString().contains("S3_SECRET_KEY"));
    }

    @ParameterizedTest
    @CsvSource({
        "S3_ENDPOINT, s3.example",
        "S3_ENDPOINT, ftp://s3.example",
        "S3_ENDPOINT, https://",
        "S3_ENDPOINT, https://user:secret@s3.example",
        "S3_ENDPOINT, https://s3.example?a=b",
        "S3_ENDPOINT, https://s3 example",
        "S3_BUCKET, a/b",
        "S3_BUCKET, -a",
        "S3_REGION, eu west",
        "S3_PREFIX, /a",
        "S3_PREFIX, a/",
        "S3_PREFIX, a/../b"
    })
    void what_is_no_bucket_or_place_is_refused(String name, String value) {
        Map<String, String> variables = new HashMap<>(KEYS);
        variables.put(name, value);

        assertThat(reading(variables).problems()).singleElement().asString().contains(name);
    }

    private Optional<S3Settings> s3(Map<String, String> variables) {
        return reading(variables).settings().get(StorageSettings.GROUP).s3();
    }

    private Reading reading(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("APP_PROFILE", "test");
        all.put("SQLITE_PATH", "colophon.sqlite3");
        return ProgramSettings.READER.inspect(Environment.of(all, folder), Purpose.DATABASE);
    }
}
