package dev.colophon.lookup;

import dev.colophon.database.Database;
import dev.colophon.lookup.cover.Album;
import dev.colophon.lookup.port.Provider;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.Settings;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Look-ups against a {@link ProviderServer}, with a clock that is moved by hand. */
public final class TestLookups extends Clock implements AutoCloseable, Album {
    public final List<String> kept = new CopyOnWriteArrayList<>();
    public final Meters meters = new Meters();
    public final Lookups lookups;
    private volatile Instant now = Instant.parse("2026-03-14T12:00:00Z");

    public TestLookups(Database database, Settings settings) {
        this.lookups = new Lookups(settings, database, this, meters, this);
    }

    /** Both providers, asked at a server of the test, with two seconds of patience. */
    public static Settings settings(ProviderServer server, String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GOOGLE_BOOKS_API_KEY", "a-key-of-google",
                "OPEN_LIBRARY_CONTACT", "admin@books.example",
                "LOOKUP_TIMEOUT_SECONDS", "2",
                "LOOKUP_TEST_URL", server.address().toString()));
        for (int index = 0; index < namesAndValues.length; index += 2) {
            if (namesAndValues[index + 1].isEmpty()) {
                variables.remove(namesAndValues[index]);
            } else {
                variables.put(namesAndValues[index], namesAndValues[index + 1]);
            }
        }
        return TestSettings.in(Path.of("target"), variables);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public LookupAnswer find(String text) {
        return lookups.lookup().find(LookupQuery.parse(text).orElseThrow());
    }

    @Override
    public boolean wants(UUID book) {
        return true;
    }

    @Override
    public void put(UUID book, Provider provider, byte[] picture) {
        kept.add(provider.wire() + " " + picture.length);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() {
        lookups.close();
    }
}
