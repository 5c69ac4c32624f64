package dev.colophon.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a phone reads before it puts Colophon on its first screen. */
class ManifestTest {
    private static final String NAME = "manifest.webmanifest";

    private final Map<String, byte[]> files = Bundle.ofClassPath().files();
    private final JsonNode manifest = Json.readTree(Objects.requireNonNull(files.get(NAME)));

    @Test
    void it_says_what_is_needed_to_be_installed() {
        assertThat(manifest.path("name").asText()).isEqualTo("Colophon");
        assertThat(manifest.path("id").asText()).isEqualTo("/");
        assertThat(manifest.path("scope").asText()).isEqualTo("/");
        assertThat(manifest.path("start_url").asText()).isEqualTo("/");
        assertThat(manifest.path("display").asText()).isEqualTo("standalone");
    }

    @Test
    void its_icons_are_there_in_the_sizes_it_names() throws IOException {
        List<String> sizes = manifest.path("icons").findValuesAsText("sizes");
        assertThat(sizes).contains("192x192", "512x512");
        assertThat(manifest.path("icons").findValuesAsText("purpose")).contains("maskable");
        for (JsonNode icon : manifest.path("icons")) {
            BufferedImage image = image(icon.path("src").asText());
            assertThat(image.getWidth() + "x" + image.getHeight())
                    .isEqualTo(icon.path("sizes").asText());
        }
        assertThat(image("apple-touch-icon.png").getWidth()).isEqualTo(180);
    }

    @Test
    void an_icon_that_may_be_masked_has_no_hole_and_keeps_to_the_safe_circle() throws IOException {
        BufferedImage image = image("icon-maskable-512.png");
        int ground = image.getRGB(0, 0);
        double centre = image.getWidth() / 2.0;

        assertThat(ground >>> 24).isEqualTo(255);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (Math.hypot(x - centre, y - centre) > image.getWidth() * 0.4) {
                    assertThat(image.getRGB(x, y)).isEqualTo(ground);
                }
            }
        }
    }

    @Test
    void it_is_served_as_a_manifest() {
        AssetIndex index = new AssetIndex(Bundle.ofClassPath().encode(Coding.IDENTITY), List.of(), "the test");

        AssetAnswer answer = index.find(index.url(NAME), null, null).orElseThrow();

        assertThat(answer.headers()).containsEntry("Content-Type", "application/manifest+json");
        assertThat(index.find(
                        "/assets/" + manifest.path("icons").get(0).path("src").asText(), null, null))
                .isPresent();
    }

    private BufferedImage image(String name) throws IOException {
        return Objects.requireNonNull(
                ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(files.get(name), name))));
    }
}
