package dev.colophon.shelf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.Bulk.Outcome;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One change of several of the caller's entries. */
public final class BulkRoutes implements Routes {
    private static final List<String> CHANGES = List.of("status", "add_tag", "remove_tag", "format", "remove");

    private final Bulk bulk;

    public BulkRoutes(Bulk bulk) {
        this.bulk = bulk;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.at(ShelfRoutes.PATH + "/bulk")
                .needs(Scope.LIBRARY_WRITE)
                .post(this::change));
    }

    private void change(Exchange exchange) {
        UUID reader = exchange.caller().id();
        JsonNode tree = exchange.bodyTree();
        BulkBody body = Json.convert(tree, BulkBody.class);
        exchange.reply("bulk", Part.whole(outcomes(reader, tree, body)));
    }

    private List<Outcome> outcomes(UUID reader, JsonNode tree, BulkBody body) {
        boolean changesFormat = tree.has("format");
        long said = Stream.of(body.status(), body.addTag(), body.removeTag(), body.remove())
                        .filter(BulkRoutes::isThere)
                        .count()
                + (changesFormat ? 1 : 0);
        if (said != 1) {
            throw Problem.invalid("", "choice", "Exactly one of " + String.join(", ", CHANGES) + " is needed.");
        }
        List<UUID> ids = body.entries();
        if (body.status() != null) {
            return bulk.changeStatus(reader, ids, body.status(), ShelfRoutes.day(tree, body.on()));
        }
        if (body.addTag() != null) {
            return bulk.tag(reader, ids, body.addTag());
        }
        if (body.removeTag() != null) {
            return bulk.untag(reader, ids, body.removeTag());
        }
        return changesFormat ? bulk.changeFormat(reader, ids, body.format()) : bulk.remove(reader, ids);
    }

    private static boolean isThere(@Nullable Object value) {
        return value != null && !value.equals(false);
    }
}
