package dev.colophon.boot.feature;

import static dev.colophon.lookup.ProviderServer.COVERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.lookup.Lookups;
import dev.colophon.lookup.ProviderServer;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.lookup.TestLookups;
import dev.colophon.lookup.port.Provider;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.observe.metric.Meters;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cover that a provider has becomes the cover of a book. */
@EveryDatabase
@Timeout(60)
class CoverAlbumTest {
    @TempDir
    Path folder;

    private final TestDatabase rows;
    private final ProviderServer server = new ProviderServer();
    private final Meters meters = new Meters();
    private MediaParts media;
    private Lookups lookups;
    private UUID book;

    CoverAlbumTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void start() {
        Map<String, String> variables = Map.of("UPLOAD_DIR", folder.toString());
        media = MediaParts.of(TestSettings.in(folder, variables), rows.database(), Clock.systemUTC(), new Meters());
        lookups = new Lookups(
                TestLookups.settings(server), rows.database(), Clock.systemUTC(), meters, media.album(rows.database()));
        book = new Catalogue(rows.database(), Clock.systemUTC())
                .add(Readers.add(rows, "mary"), Drafts.book("Dune", "Frank Herbert"))
                .book()
                .id();
    }

    @AfterEach
    void stop() {
        lookups.close();
        media.close();
        server.close();
    }

    private void want(String outcome) throws InterruptedException {
        lookups.covers().want(book, Provider.OPEN_LIBRARY, "1");
        String line = "colophon_lookup_covers_total{outcome=\"" + outcome + "\"}";
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!meters.text().contains(line) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(meters.text()).contains(line);
    }

    @Test
    void it_is_made_anew_and_known_by_who_gave_it() throws InterruptedException {
        server.when(COVERS, "", Reply.of(200, "image/jpeg", SamplePictures.jpeg(300, 450)));

        want("stored");

        assertThat(media.covers().large(book)).isPresent();
        assertThat(rows.query("SELECT source, width FROM pictures")).containsExactly("open_library|300");
    }

    @Test
    void what_only_says_that_it_is_a_picture_is_none() throws InterruptedException {
        byte[] html = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        server.when(COVERS, "", Reply.of(200, "image/jpeg", html));

        want("none");

        assertThat(media.covers().large(book)).isEmpty();
        assertThat(rows.query("SELECT COUNT(*) FROM blobs")).containsExactly("0");
    }

    @Test
    void a_cover_that_is_there_stays() throws InterruptedException {
        server.when(COVERS, "", Reply.of(200, "image/jpeg", SamplePictures.jpeg(300, 450)));
        want("stored");

        want("none");

        assertThat(server.asked(COVERS)).isEqualTo(1);
    }
}
