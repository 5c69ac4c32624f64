package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Isbn;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One book on the shelf: look at it, change it, add one by hand, take one off. */
final class ItemPages {
    /** A review and a note of the longest kind, percent-encoded. */
    static final int MAX_FORM_BYTES = 1 << 20;

    private static final String SHELF = "/shelf";

    private final Shelf shelf;
    private final List<ItemSection> sections;

    ItemPages(Shelf shelf, List<ItemSection> sections) {
        this.shelf = shelf;
        this.sections = List.copyOf(sections);
    }

    void show(Exchange exchange) {
        EntryView entry = shelf.entry(exchange.caller().id(), exchange.pathId("id"));
        exchange.page(item(exchange, entry, null));
    }

    /** The small form of a list and the large one of the page share this address. */
    void change(Exchange exchange) {
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
            exchange.page(new Page("shelf/pages/entry.jte", Map.of("entry", ShelfViews.entry(entry), "back", back)));
            return;
        }
        exchange.redirect(back);
    }

    private EntryView change(UUID userId, UUID id, Form form) {
        Optional<Rating> rating = rating(form);
        shelf.changeFacts(userId, id, OptionalLong.empty(), facts -> facts(facts, rating.orElse(null), form));
        Status status = status(form);
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

    void form(Exchange exchange) {
        exchange.caller();
        exchange.page(newPage(new Form(Map.of()), ""));
    }

    void add(Exchange exchange) {
        UUID userId = exchange.caller().id();
        Form form = exchange.form();
        try {
            var wanted = new Shelf.NewEntry(
                    EntryFacts.NONE.with(facts -> facts.addedOn = shelf.today()), status(form), Day.TODAY, List.of());
            Shelf.Added added = shelf.add(userId, new Shelf.Choice(null, null, draft(form)), wanted);
            exchange.redirect(SHELF + "/" + added.entry().id());
        } catch (Problem problem) {
            exchange.page(newPage(form, problem.detail()), problem);
        }
    }

    void remove(Exchange exchange) {
        shelf.remove(exchange.caller().id(), exchange.pathId("id"), OptionalLong.empty());
        exchange.redirect(SHELF);
    }

    private static BookDraft draft(Form form) {
        Optional<String> isbn = form.text("isbn").filter(text -> !text.isEmpty());
        String isbn13 = isbn.map(text -> Isbn.parse(text)
                        .orElseThrow(() -> Problem.invalid("isbn", "isbn", "This is not an ISBN: check its digits.")))
                .map(Isbn::isbn13)
                .orElse(null);
        List<BookDraft.Contributor> authors = Stream.of(
                        form.text("author").orElse("").split(";"))
                .filter(name -> !name.isBlank())
                .map(name -> new BookDraft.Contributor(name, BookDraft.Role.AUTHOR))
                .toList();
        return BookDraft.titled(form.text("title").orElse(""), facts -> {
            facts.contributors = authors;
            facts.isbn13 = isbn13;
        });
    }

    private static Page newPage(Form form, String error) {
        return new Page(
                "shelf/pages/new.jte",
                Map.of(
                        "title", form.text("title").orElse(""),
                        "author", form.text("author").orElse(""),
                        "isbn", form.text("isbn").orElse(""),
                        "statuses", ShelfViews.statuses(Status.WANT),
                        "error", error));
    }

    private Page item(Exchange exchange, EntryView entry, @Nullable String notice) {
        EntryFacts facts = entry.facts();
        ShelfView.Item view = new ShelfView.Item(
                ShelfViews.entry(entry),
                ShelfViews.formats(facts.format(), "–"),
                Objects.requireNonNullElse(facts.condition(), ""),
                Objects.requireNonNullElse(facts.review(), ""),
                Objects.requireNonNullElse(facts.privateNote(), ""),
                entry.reads().stream().map(Labels::of).toList(),
                facts(entry.book()),
                notice);
        UUID reader = exchange.caller().id();
        return new Page(
                "shelf/pages/item.jte",
                Map.of("item", view),
                sections.stream().map(section -> section.of(reader, entry)).toList());
    }

    private static List<ShelfView.Fact> facts(BookSummary book) {
        List<ShelfView.Fact> facts = new ArrayList<>();
        add(facts, "Subtitle", book.subtitle());
        add(facts, "Published", book.publishedOn());
        add(facts, "Pages", book.pageCount() == null ? null : book.pageCount().toString());
        add(facts, "ISBN", book.isbn13());
        add(facts, "Language", book.language());
        return facts;
    }

    private static void add(List<ShelfView.Fact> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.add(new ShelfView.Fact(name, value));
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

    private static Status status(Form form) {
        Status status = QueryParameters.constantOrNull(form.text("status"), Status.class);
        if (status == null) {
            throw Problem.invalid("status", "status", "Choose one of the statuses.");
        }
        return status;
    }
}
