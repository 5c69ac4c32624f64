package dev.colophon.boot;

import dev.colophon.json.Json;
import dev.colophon.web.page.Locales;
import java.util.Map;

/**
 * Loads what the first request would otherwise wait for, on the second processor while the start
 * waits for the database. Nothing depends on it.
 */
final class Warmup {
    private Warmup() {}

    static void begin() {
        Thread.ofPlatform().name("warm-up").daemon().start(Warmup::load);
    }

    private static void load() {
        Locales.offered();
        byte[] text = Json.write(Map.of("warm", "up"));
        Json.readTree(text);
    }
}
