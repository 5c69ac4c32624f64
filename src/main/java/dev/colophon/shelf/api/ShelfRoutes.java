package dev.colophon.shelf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.catalogue.BookBody;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Isbn;
import dev.colophon.json.Json;
import dev.colophon.json.MergePatch;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.list.EntrySummary;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import dev.colophon.web.session.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The caller's own shelf at {@code /api/v1/library} and {@code /api/v1/tags}. */
public final class ShelfRoutes implements Routes {
    static final String PATH = "/api/v1/library";
    private static final List<String> CHOICE_AND_STANDING = List.of("book_id", "isbn", "book", "status", "on", "tags");

    private final Shelf shelf;
    private final ShelfList lists;
    private final Reads reads;

    public ShelfRoutes(Shelf shelf, ShelfList lists, Reads reads) {
        this.shelf = shelf;
        this.lists = lists;
        this.reads = reads;
    }

    /** Which book goes on the shelf, and how it stands; exactly one of the first three. */
    private record NewBody(
            @Nullable UUID bookId,
            @Nullable String isbn,
            @Nullable BookBody book,
            @Nullable Status status,
            @Nullable LocalDate on,
            @Nullable List<@Nullable String> tags) {}

    private record StatusBody(
            @Nullable Status status, @Nullable LocalDate on) {}

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH)
                        .needs(Scope.LIBRARY_READ, Scope.LIBRARY_WRITE)
                        .get(this::list)
                        .post(this::add)
                        .query("status", "format", "ownership", "tag", "rating_min", "q")
                        .query("sort", "cursor", "limit", "count")
                        .maxBody(BookRoutes.MAX_BODY_BYTES),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.LIBRARY_READ, Scope.LIBRARY_WRITE)
                        .get(this::show)
                        .patch(this::change)
                        .delete(this::remove)
                        .maxBody(BookRoutes.MAX_BODY_BYTES),
                Resource.at(PATH + "/{id}/status").needs(Scope.LIBRARY_WRITE).put(this::changeStatus),
                Resource.at(PATH + "/{id}/tags/{name}")
                        .needs(Scope.LIBRARY_WRITE)
                        .put(this::tag)
                        .delete(this::untag),
                Resource.at("/api/v1/tags")
                        .needs(Scope.LIBRARY_READ)
                        .get(this::tags)
                        .query("cursor", "limit"));
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        ShelfQuery query = Filters.shelf(exchange);
        List<String> after = exchange.cursor(query.name());
        Part<EntrySummary> part = lists.page(reader, query, after, exchange.limit());
        boolean whole = after.isEmpty() && part.next().isEmpty();
        Long total = null;
        if (QueryParameters.flag(exchange, "count")) {
            total = whole ? part.items().size() : lists.count(reader, query);
        }
        exchange.reply(query.name(), part, total);
    }

    private void show(Exchange exchange) {
        answer(exchange, shelf.entry(exchange.caller().id(), exchange.pathId("id")));
    }

    private void add(Exchange exchange) {
        Caller reader = exchange.caller();
        ObjectNode facts = exchange.bodyTree().deepCopy();
        JsonNode standing = facts.deepCopy().retain(CHOICE_AND_STANDING);
        NewBody body = Json.convert(standing, NewBody.class);
        facts.remove(CHOICE_AND_STANDING);
        EntryFacts added = EntryFacts.NONE.with(it -> it.addedOn = shelf.today(reader));
        var wanted = new Shelf.NewEntry(
                MergePatch.apply(added, facts, EntryFacts.class),
                Objects.requireNonNullElse(body.status(), Status.WANT),
                day(standing, body.on()),
                names(body.tags()));
        Shelf.Added result = shelf.add(reader.id(), choice(body), wanted);
        String location = PATH + "/" + result.entry().id();
        if (!result.created()) {
            exchange.header("Location", location);
            throw Problem.conflict("already_on_shelf", "This book is on your shelf; Location says where.");
        }
        exchange.version(result.entry().version());
        exchange.created(location, result.entry());
    }

    private static Shelf.Choice choice(NewBody body) {
        long given = Stream.of(body.bookId(), body.isbn(), body.book())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw Problem.invalid("", "choice", "Exactly one of book_id, isbn and book is needed.");
        }
        String text = body.isbn();
        Isbn isbn = text == null ? null : Isbn.parse(text).orElseThrow(ShelfRoutes::notAnIsbn);
        return new Shelf.Choice(
                body.bookId(), isbn, body.book() == null ? null : body.book().toDraft("/book"));
    }

    private static Problem notAnIsbn() {
        return Problem.invalid("/isbn", "isbn", "This is not an ISBN: check its digits.");
    }

    private static List<String> names(@Nullable List<@Nullable String> tags) {
        return tags == null
                ? List.of()
                : tags.stream()
                        .map(name -> Objects.requireNonNullElse(name, ""))
                        .toList();
    }

    /** Absent means today, null means that nobody knows. */
    static Day day(JsonNode body, @Nullable LocalDate on) {
        if (!body.has("on")) {
            return Day.TODAY;
        }
        return on == null ? Day.UNKNOWN : Day.on(on);
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode patch = exchange.bodyTree();
        answer(
                exchange,
                shelf.changeFacts(
                        reader,
                        exchange.pathId("id"),
                        exchange.ifMatch(),
                        facts -> MergePatch.apply(facts, patch, EntryFacts.class)));
    }

    private void changeStatus(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode tree = exchange.bodyTree();
        StatusBody body = Json.convert(tree, StatusBody.class);
        if (body.status() == null) {
            throw Problem.invalid("/status", "required", "This field must be there.");
        }
        answer(
                exchange,
                reads.changeStatus(
                        reader, exchange.pathId("id"), exchange.ifMatch(), body.status(), day(tree, body.on())));
    }

    private void remove(Exchange exchange) {
        shelf.remove(exchange.caller().id(), exchange.pathId("id"), exchange.ifMatch());
        exchange.done();
    }

    private void tag(Exchange exchange) {
        UUID reader = exchange.caller().id();
        answer(exchange, shelf.tag(reader, exchange.pathId("id"), exchange.path("name")));
    }

    private void untag(Exchange exchange) {
        shelf.untag(exchange.caller().id(), exchange.pathId("id"), exchange.path("name"));
        exchange.done();
    }

    private void tags(Exchange exchange) {
        UUID reader = exchange.caller().id();
        exchange.reply("tags", shelf.tags(reader, exchange.cursor("tags"), exchange.limit()));
    }

    private static void answer(Exchange exchange, EntryView entry) {
        exchange.version(entry.version());
        exchange.reply(entry);
    }
}
