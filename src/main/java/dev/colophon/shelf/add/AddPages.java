package dev.colophon.shelf.add;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.lookup.Lookups;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Putting a book on the shelf: by one field that searches everywhere, or by typing it. */
public final class AddPages implements Routes {
    private static final String PATH = "/shelf/new";
    private static final int MAX_WORDS = 200;
    private static final Form EMPTY = new Form(Map.of());

    private final Shelf shelf;
    private final AddSearch search;
    private final AddChoice choice;

    public AddPages(Shelf shelf, Catalogue catalogue, Lookups lookups) {
        this.shelf = shelf;
        this.search = new AddSearch(catalogue, lookups.lookup(), shelf);
        this.choice = new AddChoice(lookups.lookup(), lookups.covers());
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.page(PATH).get(this::form).post(this::add));
    }

    /** Without a script the form comes back with what was found; htmx takes what was found alone. */
    private void form(Exchange exchange) {
        UUID reader = exchange.caller().id();
        String words = words(exchange.query("q").orElse(""));
        AddView.Results results = results(reader, words, exchange.dates().texts());
        if (exchange.wantsFragment()) {
            exchange.page(new Page("shelf/add/results.jte", Map.of("results", results)));
        } else {
            exchange.page(page(EMPTY, results, "", exchange.dates().texts()));
        }
    }

    private void add(Exchange exchange) {
        Caller reader = exchange.caller();
        Form form = exchange.form();
        try {
            exchange.redirect("/shelf/" + add(reader, form).id());
        } catch (Problem problem) {
            Texts texts = exchange.dates().texts();
            AddView.Results results = results(reader.id(), words(form.text("q").orElse("")), texts);
            exchange.page(page(form, results, problem.detail(), texts), problem);
        }
    }

    private EntryView add(Caller reader, Form form) {
        var wanted = new Shelf.NewEntry(
                EntryFacts.NONE.with(facts -> facts.addedOn = shelf.today(reader)),
                Choices.status(form),
                Day.TODAY,
                List.of());
        AddChoice.Chosen chosen = choice.of(form);
        EntryView entry = shelf.add(reader.id(), chosen.book(), wanted).entry();
        choice.added(entry.book().id(), chosen);
        return entry;
    }

    private AddView.Results results(UUID reader, String words, Texts texts) {
        return words.isEmpty() ? AddView.Results.NONE : search.find(reader, words, texts);
    }

    private static String words(@Nullable String text) {
        String words = text == null ? "" : text.strip();
        return words.length() > MAX_WORDS ? "" : words;
    }

    private static Page page(Form form, AddView.Results results, String error, Texts texts) {
        var typed = new AddView.Typed(
                form.text("title").orElse(""),
                form.text("author").orElse(""),
                form.text("isbn").orElse(""),
                Choices.statuses(Status.WANT, texts));
        return new Page("shelf/add/new.jte", Map.of("typed", typed, "results", results, "error", error));
    }
}
