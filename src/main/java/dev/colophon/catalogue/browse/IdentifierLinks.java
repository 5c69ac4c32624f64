package dev.colophon.catalogue.browse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other systems call a book, as links to its page there. */
public final class IdentifierLinks {
    private static final Map<String, Site> SITES = Map.of(
            "goodreads", new Site("Goodreads", "https://www.goodreads.com/book/show/"),
            "google", new Site("Google Books", "https://books.google.com/books?id="),
            "librarything", new Site("LibraryThing", "https://www.librarything.com/work/"),
            "librarything_book", new Site("LibraryThing", "https://www.librarything.com/work/book/"),
            "inventaire", new Site("Inventaire", "https://inventaire.io/entity/"),
            "oclc", new Site("WorldCat", "https://search.worldcat.org/title/"),
            "storygraph", new Site("StoryGraph", "https://app.thestorygraph.com/books/"),
            "hardcover", new Site("Hardcover", "https://hardcover.app/books/"),
            "asin", new Site("Amazon", "https://www.amazon.com/dp/"),
            "openlibrary", new Site("Open Library", "https://openlibrary.org/books/"));

    private static final Pattern ASIN = Pattern.compile("[A-Z0-9]{10}");
    private static final Pattern WORK_OF_OPEN_LIBRARY = Pattern.compile("OL[0-9]+W");
    private static final String WORKS_OF_OPEN_LIBRARY = "https://openlibrary.org/works/";

    private IdentifierLinks() {}

    private record Site(String name, String beginning) {}

    /**
     * One of them.
     *
     * @param name of the system, for people
     * @param href its page of this book; null when it has none or none is known
     */
    public record Link(String name, String value, @Nullable String href) {}

    /** In the order of the schemes. */
    public static List<Link> of(Map<String, String> identifiers) {
        return identifiers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> of(one.getKey(), one.getValue()))
                .toList();
    }

    /** An unknown scheme is its own name and leads nowhere. */
    static Link of(String scheme, String value) {
        Site site = SITES.get(scheme);
        return site == null
                ? new Link(scheme, value, null)
                : new Link(
                        site.name,
                        value,
                        leads(scheme, value) ? beginning(scheme, value, site) + encoded(value) : null);
    }

    /** Dots alone would name another page, and an ASIN may be an ISBN or a number of another kind. */
    private static boolean leads(String scheme, String value) {
        boolean dots = value.equals(".") || value.equals("..");
        return !dots && (!scheme.equals("asin") || ASIN.matcher(value).matches());
    }

    private static String beginning(String scheme, String value, Site site) {
        boolean work = scheme.equals("openlibrary")
                && WORK_OF_OPEN_LIBRARY.matcher(value).matches();
        return work ? WORKS_OF_OPEN_LIBRARY : site.beginning;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
