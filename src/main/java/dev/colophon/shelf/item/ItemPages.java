package dev.colophon.shelf.item;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.shelf.pages.ShelfViews;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.LocalPath;
import dev.colophon.web.page.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of one book on the shelf: look at it, change what is said of it, take it off. */
public final class ItemPages implements Routes {
    /** A review and a note of the longest kind, percent-encoded. */
    private static final int MAX_FORM_BYTES = 1 << 20;

    private static final String SHELF = "/shelf";

    private final Shelf shelf;
    private final List<ItemSection> sections;

    /**
     * @param sections what later rooms show of an entry, in this order
     */
    public ItemPages(Shelf shelf, List<ItemSection> sections) {
        this.shelf = shelf;
        this.sections = List.copyOf(sections);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(SHELF + "/{id}")
                        .get(this::show)
                        .post(this::change)
                        .maxBody(MAX_FORM_BYTES),
                Resource.page(SHELF + "/{id}/remove").post(this::remove));
    }

    private void show(Exchange exchange) {
        EntryView entry = shelf.entry(exchange.caller().id(), exchange.pathId("id"));
        exchange.page(item(exchange, entry, null));
    }

    /** The small form of a list and the large one of the page share this address. */
    private void change(Exchange exchange) {
        UUID userId = exchange.caller().id();
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        EntryView entry;
        try {
            entry = change(userId, id, form);
        } catch (Problem problem) {
            if (!problem.errors().isEmpty()) {
                exchange.page(item(exchange, shelf.entry(userId, id), problem.detail()), problem);
                return;
            }
            throw problem;
        }
        String back = form.text("back").filter(LocalPath::holds).orElse(SHELF);
        if (exchange.wantsFragment()) {
            exchange.page(ShelfViews.row(entry, exchange.dates()));
            return;
        }
        exchange.redirect(back);
    }

    private EntryView change(UUID userId, UUID id, Form form) {
        Optional<Rating> rating = rating(form);
        shelf.changeFacts(userId, id, OptionalLong.empty(), facts -> facts(facts, rating.orElse(null), form));
        Status status = ShelfViews.status(form);
        return shelf.changeStatus(userId, id, OptionalLong.empty(), status, Day.TODAY);
    }

    private static EntryFacts facts(EntryFacts old, @Nullable Rating rating, Form form) {
        return old.with(facts -> {
            facts.rating = rating;
            // the small form of a list has the rating alone
            if (form.fields().containsKey("review")) {
                facts.format = QueryParameters.constantOrNull(form.text("format"), Format.class);
                facts.condition = form.text("condition").orElse(null);
                facts.review = form.text("review").orElse(null);
                facts.privateNote = form.text("private_note").orElse(null);
            }
        });
    }

    private void remove(Exchange exchange) {
        shelf.remove(exchange.caller().id(), exchange.pathId("id"), OptionalLong.empty());
        exchange.redirect(SHELF);
    }

    private Page item(Exchange exchange, EntryView entry, @Nullable String notice) {
        EntryFacts facts = entry.facts();
        Dates dates = exchange.dates();
        ItemView view = new ItemView(
                ShelfViews.entry(entry, dates),
                ShelfViews.formats(facts.format(), "–"),
                Objects.requireNonNullElse(facts.condition(), ""),
                Objects.requireNonNullElse(facts.review(), ""),
                Objects.requireNonNullElse(facts.privateNote(), ""),
                entry.reads().stream().map(read -> Labels.of(read, dates)).toList(),
                facts(entry.book(), dates),
                notice);
        UUID reader = exchange.caller().id();
        return new Page(
                "shelf/item/item.jte",
                Map.of("item", view),
                sections.stream().map(section -> section.of(reader, entry)).toList());
    }

    private static List<ItemView.Fact> facts(BookSummary book, Dates dates) {
        List<ItemView.Fact> facts = new ArrayList<>();
        add(facts, "Subtitle", book.subtitle());
        add(facts, "Published", book.publishedOn() == null ? null : dates.partial(book.publishedOn()));
        add(facts, "Pages", book.pageCount() == null ? null : book.pageCount().toString());
        add(facts, "ISBN", book.isbn13());
        add(facts, "Language", book.language());
        return facts;
    }

    private static void add(List<ItemView.Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new ItemView.Fact(name, value));
        }
    }

    private static Optional<Rating> rating(Form form) {
        Optional<String> text = form.text("rating");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Rating> rating = Rating.ofStars(new BigDecimal(text.get()));
            if (rating.isPresent()) {
                return rating;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongRating();
        }
        throw wrongRating();
    }

    private static Problem wrongRating() {
        return Problem.invalid("rating", "rating", "A rating is 0.25 to 5 stars in steps of a quarter.");
    }
}
