package dev.colophon.catalogue.care;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pages on which an admin finds books that may be one, compares two, merges them and takes it back. */
public final class MergePages implements Routes {
    private static final int PER_PAGE = 50;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Catalogue catalogue;
    private final BookMerges merges;
    private final Duplicates duplicates;

    public MergePages(Catalogue catalogue, BookMerges merges, Duplicates duplicates) {
        this.catalogue = catalogue;
        this.merges = merges;
        this.duplicates = duplicates;
    }

    /**
     * Two books side by side.
     *
     * @param removed null while none is chosen
     */
    record Comparison(Book kept, @Nullable Book removed, List<Row> rows, List<BookSummary> offered) {}

    /**
     * One fact of both.
     *
     * @param name of the field of {@link BookForm}
     * @param result what the book that stays will say
     */
    record Row(String name, String kept, String removed, String result) {}

    /** A page of a list. */
    record Listing<T>(List<T> items, @Nullable String nextHref) {}

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/books/{id}/merge").get(this::compare).post(this::merge),
                Resource.page("/books/duplicates").get(this::duplicates),
                Resource.page("/books/merges").get(this::list),
                Resource.page("/books/merges/{id}/undo").post(this::undo));
    }

    private void compare(Exchange exchange) {
        BookMerges.demandAdmin(exchange.caller());
        Book kept = catalogue.changeable(exchange.caller(), exchange.pathId("id"));
        UUID with = exchange.query("with").map(MergePages::id).orElse(null);
        Book removed = with == null || with.equals(kept.id()) ? null : catalogue.changeable(exchange.caller(), with);
        var view = new Comparison(
                kept,
                removed,
                removed == null ? List.of() : rows(kept, removed),
                removed == null ? duplicates.of(kept.id()) : List.of());
        exchange.page(new Page("catalogue/care/merge.jte", Map.of("merge", view)));
    }

    /** The id in a text, which may be the address of a book. */
    private static UUID id(String text) {
        Matcher id = ID.matcher(text);
        if (!id.find()) {
            throw Problem.malformed("with", "type", "The id or the address of a book is expected.");
        }
        return UUID.fromString(id.group());
    }

    private static List<Row> rows(Book kept, Book removed) {
        Map<String, String> own = BookForm.of(kept.facts());
        Map<String, String> other = BookForm.of(removed.facts());
        Map<String, String> result = BookForm.of(kept.facts().orElse(removed.facts()));
        List<Row> rows = new ArrayList<>();
        own.forEach((name, value) -> {
            String there = other.getOrDefault(name, "");
            if (!value.isEmpty() || !there.isEmpty()) {
                rows.add(new Row(name, value, there, result.getOrDefault(name, "")));
            }
        });
        return rows;
    }

    private void merge(Exchange exchange) {
        Form form = exchange.form();
        UUID keep = exchange.pathId("id");
        merges.merge(
                exchange.caller(),
                new BookMerges.Wanted(
                        keep,
                        id(form.exact("remove")),
                        version(form, "keep_version"),
                        version(form, "remove_version")));
        exchange.redirect("/books/merges");
    }

    private static OptionalLong version(Form form, String name) {
        try {
            return OptionalLong.of(Long.parseLong(form.exact(name)));
        } catch (NumberFormatException notANumber) {
            throw Problem.malformed(name, "type", "A whole number is expected.");
        }
    }

    private void undo(Exchange exchange) {
        merges.undo(exchange.caller(), exchange.pathId("id"));
        exchange.redirect("/books/merges");
    }

    private void list(Exchange exchange) {
        Part<BookMerge> part = merges.list(exchange.caller(), exchange.cursor("merges"), PER_PAGE);
        exchange.page(new Page(
                "catalogue/care/merges.jte", Map.of("merges", listing(exchange, "merges", "/books/merges", part))));
    }

    private void duplicates(Exchange exchange) {
        Part<BookSummary> part = duplicates.list(exchange.caller(), exchange.cursor("duplicates"), PER_PAGE);
        exchange.page(new Page(
                "catalogue/care/duplicates.jte",
                Map.of("duplicates", listing(exchange, "duplicates", "/books/duplicates", part))));
    }

    private static <T> Listing<T> listing(Exchange exchange, String list, String path, Part<T> part) {
        String next = exchange.nextCursor(list, part);
        return new Listing<>(part.items(), next == null ? null : path + "?cursor=" + next);
    }
}
