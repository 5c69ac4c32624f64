package dev.colophon.lookup.cover;

import static dev.colophon.lookup.ProviderServer.COVERS;
import static dev.colophon.lookup.ProviderServer.GOOGLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.lookup.ProviderServer;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.lookup.TestLookups;
import dev.colophon.lookup.port.Provider;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Covers that follow a book in the background. */
@Timeout(60)
class CoverQueueTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final ProviderServer server = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final TestLookups lookups = new TestLookups(rows.database(), TestLookups.settings(server));

    @AfterEach
    void close() {
        lookups.close();
        rows.close();
        server.close();
    }

    private void want(Provider provider, String cover) {
        lookups.lookups.covers().want(UUID.randomUUID(), provider, cover);
    }

    private void awaitOutcome(String outcome) throws InterruptedException {
        String line = "colophon_lookup_covers_total{outcome=\"" + outcome + "\"} 1";
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!lookups.meters.text().contains(line) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(lookups.meters.text()).contains(line);
    }

    @Test
    void a_cover_of_open_library_is_fetched_by_its_number() throws InterruptedException {
        server.when(COVERS + "/11481354-L.jpg", "default=false", Reply.of(200, "image/jpeg", JPEG));

        want(Provider.OPEN_LIBRARY, "11481354");
        awaitOutcome("stored");

        assertThat(lookups.kept).containsExactly("open_library 6");
    }

    @Test
    void a_redirect_to_another_host_is_not_followed() throws InterruptedException {
        server.when(COVERS, "", Reply.redirect("http://169.254.169.254/latest/meta-data/"));

        want(Provider.OPEN_LIBRARY, "1");
        awaitOutcome("failed");

        assertThat(lookups.kept).isEmpty();
    }

    @Test
    void a_missing_cover_is_none() throws InterruptedException {
        want(Provider.OPEN_LIBRARY, "1");
        awaitOutcome("none");
    }

    @Test
    void what_is_no_number_of_a_cover_is_never_asked_for() throws InterruptedException {
        want(Provider.OPEN_LIBRARY, "../../api");
        awaitOutcome("none");

        assertThat(server.asked()).isEmpty();
    }

    @Test
    void what_is_no_picture_or_too_large_is_not_kept() throws InterruptedException {
        server.when(COVERS + "/1-L.jpg", "", Reply.of(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)))
                .when(COVERS + "/2-L.jpg", "", Reply.of(200, "image/jpeg", new byte[6 << 20]));

        want(Provider.OPEN_LIBRARY, "1");
        awaitOutcome("failed");

        assertThat(lookups.kept).isEmpty();
    }

    @Test
    void a_failure_is_tried_again() throws InterruptedException {
        server.when(
                COVERS,
                "",
                new Reply(500, Map.of(), new byte[0], Duration.ZERO, false),
                Reply.of(200, "image/jpeg", JPEG));

        want(Provider.OPEN_LIBRARY, "1");
        awaitOutcome("stored");
    }

    @Test
    void the_grey_page_of_google_is_no_cover_and_the_next_size_is_taken() throws InterruptedException {
        String size = server.address() + "/google-content?zoom=";
        server.when(GOOGLE + "/B1hSG45JCX4C", "country=US", Reply.json(200, """
                        {"id": "B1hSG45JCX4C", "volumeInfo": {"imageLinks": {
                          "large": "%s4&edge=curl", "small": "%s2&edge=curl"}}}
                        """.formatted(size, size)))
                .when("/google-content", "zoom=4", Reply.of(200, "image/png", PNG))
                .when("/google-content", "zoom=2", Reply.of(200, "image/jpeg", JPEG));

        want(Provider.GOOGLE_BOOKS, "B1hSG45JCX4C");
        awaitOutcome("stored");

        assertThat(lookups.kept).containsExactly("google_books 6");
        assertThat(server.asked()).extracting(ProviderServer.Asked::path).noneMatch(path -> path.contains("edge=curl"));
    }
}
