package dev.colophon.transfer.pages;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.choice.FileShelves.OwnShelf;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.review.Answer;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader decides about an import in a browser. */
public final class ReviewPages implements Routes {
    private static final int ROWS_PER_PAGE = 25;
    private static final String NEW_BOOK = "new";
    private static final String LEFT_OUT = "skip";

    private final Imports imports;

    public ReviewPages(Imports imports) {
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/import/{id}/apply").post(this::apply),
                Resource.page("/import/{id}/retry").post(this::retry),
                Resource.page("/import/{id}/undo").post(this::undo),
                Resource.page("/import/{id}/review").get(this::waiting),
                Resource.page("/import/{id}/items/{place}/answer").post(this::answer));
    }

    /** A row that waits, with the books that it may mean. */
    record WaitingRow(ImportPages.RowView row, int place, List<ChoiceOfBook> books) {}

    /**
     * A book as it is offered.
     *
     * @param year when it came out; empty when nobody knows, as the ISBN
     */
    record ChoiceOfBook(UUID id, Cover cover, String title, String authors, String year, String isbn) {
        static ChoiceOfBook of(BookSummary book) {
            return new ChoiceOfBook(
                    book.id(),
                    Cover.of(book),
                    book.title(),
                    String.join(", ", book.authors()),
                    book.publishedOn() == null ? "" : book.publishedOn().substring(0, 4),
                    Objects.requireNonNullElse(book.isbn13(), ""));
        }

        String facts(Texts texts) {
            String number = isbn.isEmpty() ? "" : texts.text("transfer.review.isbn", isbn);
            return year.isEmpty() || isbn.isEmpty() ? year + number : year + " · " + number;
        }
    }

    private void apply(Exchange exchange) {
        UUID reader = exchange.caller().id();
        ImportJob job = imports.job(reader, exchange.pathId("id"));
        imports.apply(reader, job.id(), choices(exchange.form(), job.shelves().own()));
        exchange.redirect("/import/" + job.id());
    }

    /** Fields are numbered, for a shelf may be called anything; an empty one takes a choice of before back. */
    private static Map<String, @Nullable ShelfChoice> choices(Form form, List<OwnShelf> shelves) {
        Map<String, @Nullable ShelfChoice> choices = new HashMap<>();
        for (int number = 0; number < shelves.size(); number++) {
            String name = shelves.get(number).name();
            if (form.fields().containsKey("shelf_" + number)) {
                choices.put(
                        name,
                        form.text("shelf_" + number).map(ReviewPages::choice).orElse(null));
            }
        }
        return choices;
    }

    private static ShelfChoice choice(String code) {
        return ShelfChoice.of(code)
                .orElseThrow(() -> Problem.malformed("shelf", "unknown", "Choose one of the statuses of the list."));
    }

    private void retry(Exchange exchange) {
        ImportJob job = imports.retry(exchange.caller().id(), exchange.pathId("id"));
        exchange.redirect("/import/" + job.id());
    }

    private void undo(Exchange exchange) {
        ImportJob job = imports.undo(exchange.caller().id(), exchange.pathId("id"));
        exchange.redirect("/import/" + job.id());
    }

    private void waiting(Exchange exchange) {
        ImportJob job = imports.job(exchange.caller().id(), exchange.pathId("id"));
        int after = exchange.query("after").map(ImportPages::place).orElse(-1);
        Part<ImportItem> part = imports.items(job, ImportItem.Outcome.NEEDS_REVIEW, after, ROWS_PER_PAGE);
        Map<UUID, BookSummary> books = imports.reviews()
                .books(part.items().stream()
                        .flatMap(item -> item.candidates().stream())
                        .distinct()
                        .toList());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("job", job);
        parameters.put(
                "rows", part.items().stream().map(item -> row(item, books)).toList());
        parameters.put(
                "nextAfter", part.next().isPresent() ? part.items().getLast().place() : -1);
        exchange.page(new Page("transfer/pages/review.jte", parameters));
    }

    private static WaitingRow row(ImportItem item, Map<UUID, BookSummary> books) {
        return new WaitingRow(
                ImportPages.RowView.of(item),
                item.place(),
                item.candidates().stream()
                        .map(books::get)
                        .filter(Objects::nonNull)
                        .map(ChoiceOfBook::of)
                        .toList());
    }

    private void answer(Exchange exchange) {
        UUID reader = exchange.caller().id();
        ImportJob job = imports.job(reader, exchange.pathId("id"));
        int place = ImportPages.place(exchange.path("place"));
        imports.reviews().answer(reader, job.id(), place, answer(exchange.form()));
        boolean more = imports.job(reader, job.id()).count(ImportItem.Outcome.NEEDS_REVIEW) > 0;
        exchange.redirect("/import/" + job.id() + (more ? "/review" : ""));
    }

    private static Answer answer(Form form) {
        String said = form.exact("answer");
        if (said.equals(NEW_BOOK)) {
            return Answer.ofNewBook();
        }
        if (said.equals(LEFT_OUT)) {
            return Answer.ofLeftOut();
        }
        try {
            return Answer.of(UUID.fromString(said));
        } catch (IllegalArgumentException noId) {
            throw Problem.malformed("answer", "unknown", "Choose one of the answers of the row.");
        }
    }
}
