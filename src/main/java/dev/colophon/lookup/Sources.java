package dev.colophon.lookup;

import dev.colophon.lookup.cover.CoverSource;
import dev.colophon.lookup.google.GoogleBooks;
import dev.colophon.lookup.http.Breaker;
import dev.colophon.lookup.http.Fetcher;
import dev.colophon.lookup.http.HostRule;
import dev.colophon.lookup.http.LookupMetrics;
import dev.colophon.lookup.http.PictureClient;
import dev.colophon.lookup.http.ProviderClient;
import dev.colophon.lookup.http.ProviderClient.Limits;
import dev.colophon.lookup.http.TokenBucket;
import dev.colophon.lookup.openlibrary.OpenLibrary;
import dev.colophon.lookup.port.BookSource;
import dev.colophon.lookup.port.Provider;
import dev.colophon.observe.BuildInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes the providers that the settings allow, each with its own pace and its own hosts. */
final class Sources {
    /** A free key of Google's allows so many; this server stops short of them. */
    private static final int GOOGLE_PER_DAY = 950;

    private final LookupSettings settings;
    private final Fetcher fetcher;
    private final LookupMetrics metrics;
    private final InstantSource clock;

    Sources(LookupSettings settings, Fetcher fetcher, LookupMetrics metrics, InstantSource clock) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Such as {@code Colophon/1.0 (mailto:admin@books.example)}: Open Library refuses who says less. */
    static String userAgent(Optional<String> contact) {
        String name = "Colophon/" + BuildInfo.read().version();
        return contact.map(text -> name + " (" + (text.startsWith("http") ? "+" : "mailto:") + text + ")")
                .orElse(name);
    }

    /** Whom to ask, in this order. */
    List<BookSource> all() {
        return settings.order().stream()
                .filter(settings::asks)
                .map(this::source)
                .toList();
    }

    List<CoverSource> covers(List<BookSource> sources) {
        PictureClient client = new PictureClient(fetcher);
        return sources.stream()
                .map(source -> new CoverSource(
                        source,
                        client,
                        rule(
                                source.provider() == Provider.GOOGLE_BOOKS
                                        ? GoogleBooks.COVER_HOSTS
                                        : OpenLibrary.COVER_HOSTS)))
                .toList();
    }

    private BookSource source(Provider provider) {
        return switch (provider) {
            case GOOGLE_BOOKS ->
                new GoogleBooks(
                        client(provider, rule(GoogleBooks.HOSTS), new TokenBucket(1, 4, GOOGLE_PER_DAY, clock)),
                        place(GoogleBooks.ADDRESS, "google-books"),
                        settings.googleKey().orElseThrow());
            case OPEN_LIBRARY ->
                new OpenLibrary(
                        client(provider, rule(OpenLibrary.HOSTS), new TokenBucket(2, 6, 0, clock)),
                        new OpenLibrary.Places(
                                place(OpenLibrary.PLACES.address(), "open-library"),
                                place(OpenLibrary.PLACES.covers(), "covers")));
        };
    }

    private ProviderClient client(Provider provider, HostRule rule, TokenBucket bucket) {
        return new ProviderClient(provider, fetcher, new Limits(rule, bucket, new Breaker(clock)), metrics);
    }

    /** The provider's own hosts; in tests the server of the test and nothing else. */
    private HostRule rule(HostRule web) {
        return settings.testServer().map(HostRule::only).orElse(web);
    }

    private URI place(URI web, String name) {
        return settings.testServer()
                .map(server -> URI.create(server + "/" + name))
                .orElse(web);
    }
}
