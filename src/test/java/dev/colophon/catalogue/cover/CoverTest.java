package dev.colophon.catalogue.cover;

import static dev.colophon.media.picture.PictureApi.cover;
import static dev.colophon.media.picture.PictureApi.put;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.media.StoreKind;
import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.PictureApi;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Covers, on both databases. */
@EveryDatabase
@Timeout(60)
class CoverTest {
    @TempDir
    Path folder;

    private final TestDatabase rows;
    private PictureApi api;
    private String book = "";

    CoverTest(TestDatabase rows) {
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

    private JsonNode shown() {
        return api.john.get(ShelfApi.BOOKS + "/" + book).json();
    }

    @Test
    void a_cover_is_shown_to_every_reader_in_two_sizes() throws IOException {
        assertThat(shown().path("cover_large").isNull()).isTrue();
        assertThat(put(api.mary, cover(book), SamplePictures.jpeg(900, 1350)).status())
                .isEqualTo(204);

        JsonNode shown = shown();
        assertThat(shown.path("version").asInt()).isEqualTo(2);
        JsonNode listed =
                api.john.get(ShelfApi.BOOKS + "?q=emma").json().path("items").path(0);
        for (String size : new String[] {"cover_small", "cover_large"}) {
            assertThat(listed.path(size)).isEqualTo(shown.path(size));
            Answer picture = api.john.get("/api/v1/pictures/" + shown.path(size).asText());
            assertThat(picture.status()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth())
                    .isEqualTo(size.equals("cover_small") ? 160 : 600);
        }
        assertThat(api.john.get(cover(book)).header("Location"))
                .isEqualTo("/api/v1/pictures/" + shown.path("cover_large").asText());
    }

    @Test
    void another_cover_takes_the_place_of_the_first_and_none_is_left() {
        put(api.mary, cover(book), SamplePictures.jpeg(90, 135));
        String first = shown().path("cover_large").asText();
        put(api.admin, cover(book), SamplePictures.png(80, 120));

        assertThat(shown().path("cover_large").asText()).isNotEqualTo(first);
        assertThat(rows.query("SELECT COUNT(*) FROM pictures")).containsExactly("1");
        assertThat(api.john.get("/api/v1/pictures/" + first).status()).isEqualTo(404);

        assertThat(api.mary.delete(cover(book)).status()).isEqualTo(204);
        assertThat(api.mary.delete(cover(book)).status()).isEqualTo(204);
        assertThat(shown().path("cover_large").isNull()).isTrue();
        assertThat(api.mary.get(cover(book)).status()).isEqualTo(404);
        assertThat(rows.query("SELECT COUNT(*) FROM pictures")).containsExactly("0");
    }

    @Test
    void who_did_not_add_the_book_may_not_give_or_take_its_cover() {
        put(api.mary, cover(book), SamplePictures.jpeg(90, 135));
        byte[] other = SamplePictures.jpeg(70, 70);

        assertThat(put(api.john, cover(book), other).status()).isEqualTo(403);
        assertThat(api.john.delete(cover(book)).status()).isEqualTo(403);
        assertThat(api.john.page("/books/" + book + "/cover").status()).isEqualTo(403);
        assertThat(put(api.server.anonymous(), cover(book), other).status()).isEqualTo(401);
        String missing = cover(UUID.randomUUID().toString());
        assertThat(put(api.mary, missing, other).status()).isEqualTo(404);
        assertThat(api.mary.get(missing).status()).isEqualTo(404);
        assertThat(api.mary.delete(missing).status()).isEqualTo(404);
        assertThat(api.stored()).as("nothing of what was refused").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<svg/>", "<html></html>", "%PDF-1.7"})
    void what_is_no_picture_leaves_nothing_behind(String content) {
        Answer answer = put(api.mary, cover(book), content.getBytes(US_ASCII));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointer()).isEqualTo("file");
        assertThat(rows.query("SELECT name FROM blobs")).isEmpty();
        assertThat(rows.query("SELECT id FROM pictures")).isEmpty();
    }

    @Test
    void too_large_or_of_another_type_is_refused_before_it_arrives() {
        assertThat(put(api.mary, cover(book), new byte[(1 << 20) + 1]).status()).isEqualTo(413);
        Answer text = api.mary.send("PUT", cover(book), Map.of("Content-Type", "text/html"), new byte[3]);
        assertThat(text.status()).isEqualTo(415);
    }

    @Test
    void a_form_gives_and_takes_a_cover_and_says_what_is_wrong() {
        String page = "/books/" + book + "/cover";
        Map<String, String> fields = Map.of("form_token", api.mary.formToken(page), "next", "/shelf/1");

        Answer wrong = api.mary.upload(page, fields, "a.jpg", "no picture".getBytes(US_ASCII));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Only pictures as JPEG, PNG or GIF");
        Answer right = api.mary.upload(page, fields, "a.jpg", SamplePictures.jpeg(90, 135));
        assertThat(right.status()).isEqualTo(303);
        assertThat(right.header("Location")).isEqualTo("/shelf/1");
        assertThat(api.mary.page(page).text())
                .contains("/media/pictures/" + shown().path("cover_large").asText());

        Answer removed = api.mary.form(
                page + "/remove", Map.of("form_token", api.mary.formToken(page), "next", "https://evil.example"));
        assertThat(removed.header("Location")).isEqualTo("/");
        assertThat(shown().path("cover_large").isNull()).isTrue();
    }

    private boolean offered(UUID id, Picture picture) {
        return rows.database().write(session -> api.covers.offer(session, id, picture));
    }

    @Test
    void a_cover_that_is_looked_up_never_replaces_one_that_is_there() throws IOException {
        Picture found =
                api.pictures.accept(new ByteArrayInputStream(SamplePictures.jpeg(50, 70)), Picture.Source.OPEN_LIBRARY);
        UUID id = UUID.fromString(book);

        assertThat(offered(id, found)).isTrue();
        assertThat(offered(id, found)).isFalse();
        assertThat(rows.query("SELECT source FROM pictures")).containsExactly("open_library");
    }
}
