package dev.colophon.boot;

import dev.colophon.json.Json;
import dev.colophon.settings.Secret;
import dev.colophon.web.page.Locales;
import dev.colophon.web.session.Signer;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/**
 * Makes ready on the second processor what the start or the first request would otherwise wait for. Nothing depends on
 * it.
 */
public final class Warmup {
    private Warmup() {}

    /** Call it first thing in a process that serves; it returns at once. */
    public static void begin() {
        Thread.ofPlatform().name("warm-up").daemon().start(Warmup::load);
    }

    /** In the order in which a start asks for them. */
    private static void load() {
        // computes powers of five of 150,000 bits; Helidon's listeners cannot do without it
        Objects.requireNonNull(BigDecimal.ZERO);
        Objects.requireNonNull(ZoneId.systemDefault().getRules());
        Signer.derive(new Secret("warm"), "up", 1);
        Locales.offered();
        byte[] text = Json.write(Map.of("warm", "up"));
        Json.readTree(text);
    }
}
