package dev.colophon.media.picture;

import static dev.colophon.media.picture.PictureApi.cover;
import static dev.colophon.media.picture.PictureApi.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.media.StoreKind;
import dev.colophon.media.picture.Picture.Source;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures count in the quota of whoever gave them, as attachments do. */
@EveryDatabase
@Timeout(60)
class PictureQuotaTest {
    private static final String MINE = "/api/v1/me/picture";
    private static final byte[] PICTURE = SamplePictures.jpeg(300, 450);

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private PictureApi api;
    private String book = "";

    PictureQuotaTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void start() {
        api = new PictureApi(rows, StoreKind.FOLDER, folder);
        book = api.book("Emma");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private long counted(String reader) {
        return Long.parseLong(rows.query("SELECT COALESCE(SUM(size_bytes), 0) FROM uploads"
                        + " JOIN users ON users.id = uploads.user_id WHERE username = '" + reader + "'")
                .getFirst());
    }

    /** As if all but some bytes had been given today. */
    private void leave(String reader, long bytes) {
        long size = PictureApi.QUOTA_BYTES - bytes;
        rows.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) VALUES ('notes/x', " + size
                + ", 'text/plain', '2026-03-02T10:00:00Z')");
        rows.run("INSERT INTO uploads (user_id, blob_name, size_bytes, given_at) SELECT id, 'notes/x', " + size
                + ", '2026-03-02T10:00:00Z' FROM users WHERE username = '" + reader + "'");
    }

    @Test
    void the_own_picture_and_covers_count_for_whoever_gave_them_in_both_sizes() {
        assertThat(put(api.mary, MINE, PICTURE).status()).isEqualTo(204);
        assertThat(put(api.admin, cover(book), SamplePictures.jpeg(310, 450)).status())
                .isEqualTo(204);

        assertThat(counted("mary") + counted("admin"))
                .isEqualTo(Long.parseLong(
                        rows.query("SELECT SUM(size_bytes) FROM blobs").getFirst()));
        assertThat(counted("mary")).isPositive();
        assertThat(counted("admin")).isPositive();
        assertThat(counted("john")).isZero();
    }

    /** Who gave a cover is not known there: it counts for who added the book. */
    @Test
    void what_was_there_before_the_migration_counts_too() throws IOException {
        put(api.mary, MINE, PICTURE);
        put(api.mary, cover(book), SamplePictures.jpeg(310, 450));
        String all = "SELECT user_id, blob_name, size_bytes FROM uploads ORDER BY user_id, blob_name";
        List<String> counted = rows.query(all);
        rows.run("DELETE FROM uploads");

        String script = "/db/migration/" + rows.engine().name().toLowerCase(Locale.ROOT) + "/V015__uploads.sql";
        try (InputStream in = PictureQuotaTest.class.getResourceAsStream(script)) {
            String sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            rows.run(sql.substring(sql.indexOf("INSERT INTO uploads")));
        }

        assertThat(rows.query(all)).hasSize(4).isEqualTo(counted);
    }

    @Test
    void a_cover_of_a_provider_counts_for_nobody() throws IOException {
        Picture found = api.pictures.accept(new ByteArrayInputStream(PICTURE), Source.OPEN_LIBRARY);
        rows.database().write(session -> api.covers.offer(session, UUID.fromString(book), found));

        assertThat(rows.query("SELECT COUNT(*) FROM uploads")).containsExactly("0");
    }

    @Test
    void above_the_quota_no_picture_is_taken_and_the_reader_is_told() {
        leave("mary", 100);

        Answer refused = put(api.mary, MINE, PICTURE);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("quota");
        assertThat(put(api.mary, cover(book), PICTURE).code()).isEqualTo("quota");
        assertThat(api.stored()).isEmpty();
        assertThat(put(api.john, MINE, PICTURE).status()).isEqualTo(204);
    }

    @Test
    void the_form_says_so_too() {
        leave("mary", 0);
        String page = "/account/picture";

        Answer refused = api.mary.upload(page, Map.of("form_token", api.mary.formToken(page)), "a.jpg", PICTURE);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("All your files together may have at most 1048576 bytes");
    }

    @Test
    void a_picture_that_was_replaced_counts_until_a_day_after_it_was_sent() {
        put(api.mary, MINE, PICTURE);
        put(api.mary, MINE, SamplePictures.jpeg(310, 450));
        rows.run("UPDATE uploads SET size_bytes = " + PictureApi.QUOTA_BYTES
                + " WHERE blob_name NOT IN (SELECT large FROM pictures UNION SELECT small FROM pictures)");
        assertThat(put(api.mary, MINE, PICTURE).code()).isEqualTo("quota");

        api.clock.pass(Duration.ofHours(25));

        assertThat(put(api.mary, cover(book), SamplePictures.jpeg(320, 450)).status())
                .isEqualTo(204);
    }
}
