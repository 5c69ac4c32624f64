package dev.colophon.account.picture;

import static dev.colophon.media.picture.PictureApi.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.media.StoreKind;
import dev.colophon.media.picture.PictureApi;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader's own picture, and how pictures are served, on both databases. */
@EveryDatabase
@Timeout(60)
class ReaderPictureTest {
    private static final String ME = "/api/v1/me/picture";

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private PictureApi api;

    ReaderPictureTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void start() {
        api = new PictureApi(rows, StoreKind.BUCKET, folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_reader_shows_a_picture_replaces_it_and_takes_it_away() {
        assertThat(api.mary.get(ME).status()).isEqualTo(404);
        assertThat(put(api.mary, ME, SamplePictures.jpeg(300, 300)).status()).isEqualTo(204);
        String first = api.mary.get(ME).header("Location");
        assertThat(api.john.get(first).status()).as("to whoever is signed in").isEqualTo(200);
        assertThat(api.john.get(ME).status()).as("of others").isEqualTo(404);

        put(api.mary, ME, SamplePictures.jpeg(200, 300));
        assertThat(api.mary.get(ME).header("Location")).isNotEqualTo(first);
        assertThat(api.mary.delete(ME).status()).isEqualTo(204);
        assertThat(api.mary.get(ME).status()).isEqualTo(404);
        assertThat(rows.query("SELECT COUNT(*) FROM pictures")).containsExactly("0");
    }

    @Test
    void the_page_of_the_picture_shows_it_and_says_what_is_wrong() {
        String page = "/account/picture";
        Map<String, String> token = Map.of("form_token", api.mary.formToken(page));

        assertThat(api.mary.upload(page, token, "", new byte[0]).text()).contains("Choose a picture first.");
        assertThat(api.mary
                        .upload(page, token, "me.png", SamplePictures.png(40, 40))
                        .status())
                .isEqualTo(303);
        assertThat(api.mary.page(page).text()).contains("/media/pictures/");
        assertThat(api.mary.form(page + "/remove", token).status()).isEqualTo(303);
        assertThat(api.mary.page(page).text()).doesNotContain("/media/pictures/");
    }

    @Test
    void a_browser_keeps_a_picture_and_runs_nothing_of_it() {
        put(api.mary, ME, SamplePictures.jpeg(30, 30));
        String hash = api.mary.get(ME).header("Location").replaceAll(".*/", "");
        String page = "/media/pictures/" + hash;

        Answer picture = api.john.page(page);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(picture.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(picture.header("ETag")).isEqualTo("\"" + hash + "\"");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        Answer again = api.john.browse("GET", page, Map.of("If-None-Match", "\"" + hash + "\""), new byte[0]);
        assertThat(again.status()).isEqualTo(304);

        assertThat(api.server.anonymous().page(page).status()).isEqualTo(404);
        assertThat(api.server.anonymous().get("/api/v1/pictures/" + hash).status())
                .isEqualTo(401);
        assertThat(api.john.page("/media/pictures/" + "0".repeat(64)).status()).isEqualTo(404);
        assertThat(api.john.page("/media/pictures/..%2Fcheck").status()).isEqualTo(404);
    }

    @Test
    void only_pictures_are_served_so_and_no_other_file() {
        rows.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) VALUES ('pictures/" + "a".repeat(64)
                + "', 3, 'text/html', '2026-03-01T12:00:00Z')");

        assertThat(api.john.page("/media/pictures/" + "a".repeat(64)).status()).isEqualTo(404);
    }

    @Test
    void a_reader_who_sends_picture_after_picture_waits() {
        byte[] picture = SamplePictures.jpeg(20, 20);
        for (int sent = 0; sent < 10; sent++) {
            assertThat(put(api.mary, ME, picture).status()).isEqualTo(204);
        }

        Answer refused = put(api.mary, ME, picture);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotBlank();
        assertThat(put(api.john, ME, picture).status()).as("another reader").isEqualTo(204);
    }
}
