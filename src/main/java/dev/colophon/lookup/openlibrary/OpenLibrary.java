package dev.colophon.lookup.openlibrary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.http.HostRule;
import dev.colophon.lookup.http.ProviderClient;
import dev.colophon.lookup.port.BookSource;
import dev.colophon.lookup.port.CleanText;
import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.lookup.port.SourceFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Open Library. An ISBN is asked for by its Books API, which knows the names of authors even where
 * only the work has them; language and description come by one or two more requests, and without
 * them if those fail.
 */
public final class OpenLibrary implements BookSource {
    /** Where it answers, and where its pictures are. */
    public static final Places PLACES =
            new Places(URI.create("https://openlibrary.org"), URI.create("https://covers.openlibrary.org"));

    public static final HostRule HOSTS = HostRule.web("openlibrary.org");

    /** Large pictures are kept by the Internet Archive, on any of its servers. */
    public static final HostRule COVER_HOSTS = HostRule.web("covers.openlibrary.org", "archive.org", ".us.archive.org");

    private static final Pattern COVER = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern WORK = Pattern.compile("/works/OL[0-9]{1,12}W");
    private static final String FIELDS = "&fields=key,title,subtitle,author_name,first_publish_year,cover_i,language,"
            + "editions,editions.key,editions.title,editions.subtitle,editions.isbn,editions.publisher,"
            + "editions.publish_date,editions.language,editions.cover_i";

    private final ProviderClient client;
    private final Places places;

    public OpenLibrary(ProviderClient client, Places places) {
        this.client = client;
        this.places = places;
    }

    /**
     * @param address {@link #PLACES}, but for tests
     */
    public record Places(URI address, URI covers) {}

    @Override
    public Provider provider() {
        return Provider.OPEN_LIBRARY;
    }

    @Override
    public List<SourceBook> byIsbn(Isbn isbn, Deadline deadline) throws SourceFailure, InterruptedException {
        String key = "ISBN:" + isbn.isbn13();
        JsonNode data = books(key, "data", deadline);
        if (!data.isObject()) {
            return List.of();
        }
        JsonNode details = details(key, deadline);
        return Edition.read(isbn, data, details).stream().toList();
    }

    /** With what only the edition or its work says; nothing when that cannot be had. */
    private JsonNode details(String key, Deadline deadline) throws InterruptedException {
        try {
            JsonNode details = books(key, "details", deadline).path("details");
            if (CleanText.description(details.path("description")) != null) {
                return details;
            }
            return Edition.described(details, work(details.at("/works/0/key").asText(), deadline));
        } catch (SourceFailure lesser) {
            return Edition.NOTHING;
        }
    }

    private JsonNode work(String key, Deadline deadline) throws InterruptedException {
        Matcher work = WORK.matcher(key);
        if (!work.matches()) {
            return Edition.NOTHING;
        }
        try {
            return get(work.group() + ".json", deadline).orElse(Edition.NOTHING);
        } catch (SourceFailure lesser) {
            return Edition.NOTHING;
        }
    }

    private JsonNode books(String key, String what, Deadline deadline) throws SourceFailure, InterruptedException {
        // unknown keys are absent, others are spelt as they were sent
        return get("/api/books?format=json&jscmd=" + what + "&bibkeys=" + key, deadline)
                .map(answer -> answer.path(key))
                .orElse(Edition.NOTHING);
    }

    @Override
    public List<SourceBook> search(String words, int limit, Deadline deadline)
            throws SourceFailure, InterruptedException {
        String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
        Optional<JsonNode> answer = get("/search.json?q=" + encoded + "&limit=" + limit + FIELDS, deadline);
        List<SourceBook> found = new ArrayList<>();
        for (JsonNode work : CleanText.objects(answer.orElse(Edition.NOTHING).path("docs"))) {
            Work.read(work).filter(book -> found.size() < limit).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<URI> coverAddresses(String cover, Deadline deadline) {
        return COVER.matcher(cover).matches()
                ? List.of(URI.create(places.covers() + "/b/id/%s-L.jpg?default=false".formatted(cover)))
                : List.of();
    }

    private Optional<JsonNode> get(String path, Deadline deadline) throws SourceFailure, InterruptedException {
        return client.json(URI.create(places.address() + path), Map.of("Accept", "application/json"), deadline);
    }

    /** The last part of a key such as {@code /books/OL7353617M}; empty for anything else. */
    static String id(String key, char type) {
        Matcher id = Pattern.compile("(?:/[a-z]+/)?(OL[0-9]{1,12}" + type + ")").matcher(key.strip());
        return id.matches() ? id.group(1).toUpperCase(Locale.ROOT) : "";
    }

    /** A number of a cover; empty for the -1 of one that was taken away, and anything else. */
    static String cover(JsonNode number) {
        String digits = number.isIntegralNumber() ? number.asText() : "";
        return COVER.matcher(digits).matches() ? digits : "";
    }
}
