package dev.colophon.shelf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.MergePatch;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the caller has come in their own books. */
public final class ProgressRoutes implements Routes {
    private static final String PATH = "/api/v1/progress";
    private static final String READ = "read";

    private final ProgressLog log;

    public ProgressRoutes(ProgressLog log) {
        this.log = log;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(ShelfRoutes.PATH + "/{id}/progress")
                        .needs(Scope.LIBRARY_READ, Scope.LIBRARY_WRITE)
                        .get(this::list)
                        .post(this::add)
                        .query(READ, "cursor", "limit"),
                Resource.at(PATH + "/{id}")
                        .needs(Scope.LIBRARY_READ, Scope.LIBRARY_WRITE)
                        .get(this::show)
                        .patch(this::change)
                        .delete(this::remove));
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        UUID entry = exchange.pathId("id");
        UUID read = read(exchange);
        String list = "progress " + entry + " " + read;
        exchange.reply(list, log.list(reader, entry, read, exchange.cursor(list), exchange.limit()));
    }

    private static @Nullable UUID read(Exchange exchange) {
        String text = QueryParameters.text(exchange, READ);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Problem.malformed(READ, "id", "This is the id of a read.");
        }
    }

    private void add(Exchange exchange) {
        UUID reader = exchange.caller().id();
        ReadingProgress added = log.add(reader, exchange.pathId("id"), exchange.body(SaidProgress.class));
        exchange.version(added.version());
        exchange.created(PATH + "/" + added.id(), added);
    }

    private void show(Exchange exchange) {
        answer(
                exchange,
                log.progress(exchange.caller().id(), exchange.pathId("id")).progress());
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode patch = exchange.bodyTree();
        answer(
                exchange,
                log.change(
                        reader,
                        exchange.pathId("id"),
                        exchange.ifMatch(),
                        said -> MergePatch.apply(said, patch, SaidProgress.class)));
    }

    private void remove(Exchange exchange) {
        log.remove(exchange.caller().id(), exchange.pathId("id"), exchange.ifMatch());
        exchange.done();
    }

    private static void answer(Exchange exchange, ReadingProgress progress) {
        exchange.version(progress.version());
        exchange.reply(progress);
    }
}
