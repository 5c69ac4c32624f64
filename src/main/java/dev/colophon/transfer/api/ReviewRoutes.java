package dev.colophon.transfer.api;

import dev.colophon.problem.Problem;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.review.Answer;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader decides about an import at the API: a trial is carried out, rows are answered or tried once more, or
 * all is taken back.
 */
public final class ReviewRoutes implements Routes {
    private static final int MAX_BODY_BYTES = 100_000;

    private final Imports imports;

    public ReviewRoutes(Imports imports) {
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/imports/{id}/apply")
                        .needs(Scope.IMPORTS_WRITE)
                        .post(this::apply)
                        .maxBody(MAX_BODY_BYTES),
                Resource.at("/api/v1/imports/{id}/retry")
                        .needs(Scope.IMPORTS_WRITE)
                        .post(this::retry),
                Resource.at("/api/v1/imports/{id}/undo")
                        .needs(Scope.IMPORTS_WRITE)
                        .post(this::undo),
                Resource.at("/api/v1/imports/{id}/items/{place}/answer")
                        .needs(Scope.IMPORTS_WRITE)
                        .post(this::answer));
    }

    /**
     * The body of an apply, which may be left out.
     *
     * @param shelves by their names; null of one takes back what was chosen
     */
    private record Choices(@Nullable Map<String, @Nullable ShelfChoice> shelves) {}

    private void apply(Exchange exchange) {
        UUID reader = exchange.caller().id();
        Map<String, @Nullable ShelfChoice> shelves = exchange.contentType().isEmpty()
                ? null
                : exchange.body(Choices.class).shelves();
        reply(exchange, imports.apply(reader, exchange.pathId("id"), shelves == null ? Map.of() : shelves));
    }

    private void retry(Exchange exchange) {
        reply(exchange, imports.retry(exchange.caller().id(), exchange.pathId("id")));
    }

    private void undo(Exchange exchange) {
        reply(exchange, imports.undo(exchange.caller().id(), exchange.pathId("id")));
    }

    private static void reply(Exchange exchange, ImportJob job) {
        exchange.accepted("/api/v1/imports/" + job.id(), JobView.of(job));
    }

    private void answer(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID job = imports.job(reader, exchange.pathId("id")).id();
        Answer answer = exchange.body(Answer.Body.class).answer();
        ImportItem item = imports.reviews().answer(reader, job, place(exchange), answer);
        exchange.reply(ImportItemView.of(item));
    }

    private static int place(Exchange exchange) {
        try {
            return Integer.parseInt(exchange.path("place"));
        } catch (NumberFormatException notANumber) {
            throw Problem.notFound();
        }
    }
}
