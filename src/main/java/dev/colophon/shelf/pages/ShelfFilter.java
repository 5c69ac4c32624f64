package dev.colophon.shelf.pages;

import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.ShelfOrder;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.text.TextKey;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the shelf page, from its address and back. A page is lenient: what it does not
 * understand counts as not given.
 */
record ShelfFilter(
        @Nullable Status status,
        @Nullable Format format,
        @Nullable String tag,
        @Nullable String words,
        ShelfOrder order) {

    private static final int MAX_WORDS = 200;
    private static final List<Sort> SORTS = List.of(
            new Sort("-added", "recently_added"),
            new Sort("title", "title"),
            new Sort("author", "author"),
            new Sort("-rating", "best_rated"),
            new Sort("-updated", "recently_changed"),
            new Sort("added", "added_first"));

    /** The whole shelf, newest first. */
    static final ShelfFilter NONE = new ShelfFilter(null, null, null, null, ShelfOrder.NEWEST_FIRST);

    /**
     * @param text the end of its key
     */
    private record Sort(String value, String text) {}

    static ShelfFilter of(Exchange exchange) {
        return new ShelfFilter(
                QueryParameters.constantOrNull(exchange.query("status"), Status.class),
                QueryParameters.constantOrNull(exchange.query("format"), Format.class),
                given(exchange.query("tag")),
                given(exchange.query("q")),
                exchange.query("sort").flatMap(ShelfOrder::parse).orElse(ShelfOrder.NEWEST_FIRST));
    }

    ShelfQuery query() {
        return new ShelfQuery(status, format, null, tag, null, words, order);
    }

    ShelfFilter withStatus(@Nullable Status other) {
        return new ShelfFilter(other, format, tag, words, order);
    }

    /** The shelf's address with these filters. */
    String href(@Nullable String cursor) {
        List<String> pairs = new ArrayList<>();
        add(pairs, "status", status == null ? null : Choices.value(status));
        add(pairs, "format", format == null ? null : Choices.value(format));
        add(pairs, "tag", tag);
        add(pairs, "q", words);
        add(pairs, "sort", order.equals(ShelfOrder.NEWEST_FIRST) ? null : order.name());
        add(pairs, "cursor", cursor);
        return pairs.isEmpty() ? "/shelf" : "/shelf?" + String.join("&", pairs);
    }

    /** How many of the filters are in use that the page folds away. */
    int active() {
        return (format == null ? 0 : 1) + (tag == null ? 0 : 1);
    }

    /** The shelf's address with these filters, shown as a list or as covers from now on. */
    String viewHref(String view) {
        String href = href(null);
        return href + (href.contains("?") ? "&" : "?") + "view=" + view;
    }

    List<Choice> sorts(Texts texts) {
        return SORTS.stream()
                .map(sort -> new Choice(
                        sort.value(),
                        texts.text("shelf.sort." + sort.text()),
                        sort.value().equals(order.name())))
                .toList();
    }

    List<Choice> tags(List<Shelf.TagCount> known, Texts texts) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", texts.text("shelf.list.any"), tag == null));
        boolean listed = false;
        for (Shelf.TagCount one : known) {
            boolean chosen = tag != null && TextKey.of(tag).equals(TextKey.of(one.name()));
            listed |= chosen;
            choices.add(new Choice(one.name(), one.name() + " (" + texts.number(one.books()) + ")", chosen));
        }
        if (tag != null && !listed) {
            choices.add(new Choice(tag, tag, true));
        }
        return choices;
    }

    private static void add(List<String> pairs, String name, @Nullable String value) {
        if (value != null) {
            pairs.add(name + "=" + ShelfViews.encoded(value));
        }
    }

    private static @Nullable String given(Optional<String> text) {
        return text.map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_WORDS)
                .orElse(null);
    }
}
