package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of docs/screens: {@code ./mvnw -Pbrowser test -Dtest=ScreenshotsTest -Dscreens=write}.
 * Without the last they go to target/screens, and the test only sees that they can be made.
 */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScreenshotsTest {
    private static final int MAX_BYTES = 150_000;
    private static final Path SCREENS =
            Path.of("write".equals(System.getProperty("screens")) ? "docs/screens" : "target/screens/small");

    @TempDir
    private Path folder;

    @Test
    void the_five_main_pages_can_be_seen_by_day_by_night_and_on_a_phone() throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true)) {
            Visitor.signUp(browser);
            Visitor.importLibrary(browser);
            String book = browser.go("/shelf?q=middlemarch&view=list")
                    .find(".books .title")
                    .getDomAttribute("href");
            Map<String, String> pages = new LinkedHashMap<>();
            pages.put("home", "/");
            pages.put("shelf", "/shelf?view=list");
            pages.put("covers", "/shelf?view=covers");
            pages.put("book", book);
            pages.put("add", "/shelf/new");
            for (var page : pages.entrySet()) {
                browser.laptop().light().go(page.getValue());
                keep(browser, page.getKey() + "-light");
                browser.dark();
                keep(browser, page.getKey() + "-dark");
                browser.viewport(390).light().go(page.getValue());
                keep(browser, page.getKey() + "-phone");
            }
        }
    }

    private static void keep(Browser browser, String name) throws IOException {
        Path picture = SCREENS.resolve(name + ".png");
        SmallPicture.write(browser.screenshot(name), picture);
        assertThat(Files.size(picture)).as(name).isBetween(3_000L, (long) MAX_BYTES);
    }
}
