package dev.colophon.shelf.pages;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.web.Exchange;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Putting a book on the shelf by typing it. */
final class AddPages {
    private final Shelf shelf;

    AddPages(Shelf shelf) {
        this.shelf = shelf;
    }

    void form(Exchange exchange) {
        exchange.caller();
        exchange.page(newPage(new Form(Map.of()), ""));
    }

    void add(Exchange exchange) {
        Caller reader = exchange.caller();
        Form form = exchange.form();
        try {
            var wanted = new Shelf.NewEntry(
                    EntryFacts.NONE.with(facts -> facts.addedOn = shelf.today(reader)),
                    ShelfViews.status(form),
                    Day.TODAY,
                    List.of());
            Shelf.Added added = shelf.add(reader.id(), new Shelf.Choice(null, null, draft(form)), wanted);
            exchange.redirect("/shelf/" + added.entry().id());
        } catch (Problem problem) {
            exchange.page(newPage(form, problem.detail()), problem);
        }
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
}
