package dev.colophon.catalogue.care;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** The page on which who added a book, or an admin, changes its facts or removes it. */
public final class EditPages implements Routes {
    /** Every field may be percent-encoded. */
    private static final int MAX_FORM_BYTES = 3 * BookRoutes.MAX_BODY_BYTES;

    private final Catalogue catalogue;

    public EditPages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/books/{id}/edit")
                        .get(this::show)
                        .post(this::save)
                        .maxBody(MAX_FORM_BYTES),
                Resource.page("/books/{id}/remove").post(this::remove));
    }

    private void show(Exchange exchange) {
        Book book = catalogue.changeable(exchange.caller(), exchange.pathId("id"));
        exchange.page(page(new EditView(book.id(), BookForm.of(book.facts()), Map.of(), book.version(), "")));
    }

    private void save(Exchange exchange) {
        UUID id = exchange.pathId("id");
        Form form = exchange.form();
        try {
            long version = version(form);
            catalogue.change(exchange.caller(), id, OptionalLong.of(version), facts -> BookForm.draft(form));
            exchange.redirect("/books/" + id);
        } catch (Problem problem) {
            if (problem.kind() == Kind.STALE) {
                Problem conflict = Problem.conflict(
                        "stale", "Somebody changed this book meanwhile. What is stored now stands beside your fields.");
                again(exchange, form, conflict);
            } else if (problem.kind() == Kind.INVALID || problem.kind() == Kind.CONFLICT) {
                again(exchange, form, problem);
            } else {
                throw problem;
            }
        }
    }

    /** The page with what was typed; saved again it replaces what is stored now. */
    private void again(Exchange exchange, Form form, Problem problem) {
        Book book = catalogue.changeable(exchange.caller(), exchange.pathId("id"));
        Map<String, String> stored = BookForm.of(book.facts());
        boolean stale = problem.code().equals("stale");
        exchange.page(
                page(new EditView(
                        book.id(),
                        BookForm.of(form, stored.keySet()),
                        stale ? stored : Map.of(),
                        stale ? book.version() : version(form),
                        problem.detail())),
                problem);
    }

    private static long version(Form form) {
        try {
            return Long.parseLong(form.exact("version"));
        } catch (NumberFormatException notANumber) {
            throw Problem.malformed("version", "type", "A whole number is expected.");
        }
    }

    private void remove(Exchange exchange) {
        catalogue.remove(exchange.caller(), exchange.pathId("id"), OptionalLong.empty());
        exchange.redirect("/shelf");
    }

    private static Page page(EditView view) {
        return new Page("catalogue/care/edit.jte", Map.of("edit", view));
    }
}
