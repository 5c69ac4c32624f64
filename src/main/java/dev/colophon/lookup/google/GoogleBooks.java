package dev.colophon.lookup.google;

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
import dev.colophon.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Google Books, version 1. A country is always named, for without one it refuses servers whose place
 * it does not know; the key goes in a header, so that no log has it.
 */
public final class GoogleBooks implements BookSource {
    /** Where it answers. */
    public static final URI ADDRESS = URI.create("https://www.googleapis.com/books/v1");

    public static final HostRule HOSTS = HostRule.web("www.googleapis.com");

    /** Where the pictures are that it names. */
    public static final HostRule COVER_HOSTS = HostRule.web("books.google.com", "books.googleusercontent.com");

    private static final String COUNTRY = "&country=US";
    private static final String FIELDS = "&printType=books&projection=full"
            + "&fields=items(id,volumeInfo(title,subtitle,authors,publisher,publishedDate,description,"
            + "industryIdentifiers,pageCount,imageLinks/thumbnail,language))";

    /** The largest is often missing and then comes as a grey page; the names do not tell the sizes for sure. */
    private static final List<String> COVER_SIZES = List.of("large", "medium", "small", "thumbnail");

    private final ProviderClient client;
    private final URI address;
    private final Map<String, String> headers;

    /**
     * @param address {@link #ADDRESS}, but for tests
     */
    public GoogleBooks(ProviderClient client, URI address, Secret key) {
        this.client = client;
        this.address = address;
        this.headers = Map.of("X-Goog-Api-Key", key.value());
    }

    @Override
    public Provider provider() {
        return Provider.GOOGLE_BOOKS;
    }

    /** Some volumes are found by the digits and not by {@code isbn:}. */
    @Override
    public List<SourceBook> byIsbn(Isbn isbn, Deadline deadline) throws SourceFailure, InterruptedException {
        List<SourceBook> found = list("isbn:" + isbn.isbn13(), 5, deadline);
        List<SourceBook> meant = of(isbn, found);
        return meant.isEmpty() ? of(isbn, list(isbn.isbn13(), 5, deadline)) : meant;
    }

    private static List<SourceBook> of(Isbn isbn, List<SourceBook> found) {
        return found.stream()
                .filter(book -> isbn.isbn13().equals(book.facts().isbn13()))
                .limit(1)
                .toList();
    }

    @Override
    public List<SourceBook> search(String words, int limit, Deadline deadline)
            throws SourceFailure, InterruptedException {
        return list(words, limit, deadline);
    }

    private List<SourceBook> list(String query, int limit, Deadline deadline)
            throws SourceFailure, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        URI wanted = URI.create(address + "/volumes?q=" + encoded + "&maxResults=" + limit + COUNTRY + FIELDS);
        List<SourceBook> found = new ArrayList<>();
        // without a result there is no list at all
        for (JsonNode volume : CleanText.objects(client.json(wanted, headers, deadline)
                .orElseThrow(GoogleBooks::gone)
                .path("items"))) {
            Volume.read(volume).filter(book -> found.size() < limit).ifPresent(found::add);
        }
        return found;
    }

    private static SourceFailure gone() {
        return new SourceFailure(SourceFailure.Reason.WRONG_ANSWER, "its list of volumes is not where it was");
    }

    @Override
    public List<URI> coverAddresses(String cover, Deadline deadline) throws SourceFailure, InterruptedException {
        if (!Volume.isId(cover)) {
            return List.of();
        }
        URI wanted = URI.create(address + "/volumes/" + cover + "?fields=id,volumeInfo/imageLinks" + COUNTRY);
        Optional<JsonNode> volume = client.json(wanted, headers, deadline);
        List<URI> addresses = new ArrayList<>();
        for (String size : COVER_SIZES) {
            volume.map(node -> node.path("volumeInfo").path("imageLinks").path(size))
                    .map(GoogleBooks::coverAddress)
                    .ifPresent(addresses::add);
        }
        return addresses;
    }

    /** They are given with http and with a folded corner drawn in. */
    private static @Nullable URI coverAddress(JsonNode link) {
        try {
            String text = link.asText()
                    .replaceFirst("^http://books\\.google\\.", "https://books.google.")
                    .replace("&edge=curl", "");
            return text.isEmpty() ? null : URI.create(text);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
