package dev.colophon.catalogue.care;

import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Merging books at the API, for admins. */
public final class MergeRoutes implements Routes {
    private static final String BOOKS = "/api/v1/books/";

    private final BookMerges merges;
    private final Duplicates duplicates;

    public MergeRoutes(BookMerges merges, Duplicates duplicates) {
        this.merges = merges;
        this.duplicates = duplicates;
    }

    /** A wish as it is sent; versions are the numbers in the ETags of the books. */
    record MergeBody(
            @Nullable UUID keep,
            @Nullable UUID remove,
            @Nullable Long keepVersion,
            @Nullable Long removeVersion) {

        BookMerges.Wanted wanted() {
            return new BookMerges.Wanted(
                    present("/keep", keep), present("/remove", remove), optional(keepVersion), optional(removeVersion));
        }

        private static UUID present(String pointer, @Nullable UUID id) {
            if (id == null) {
                throw Problem.invalid(pointer, "required", "The id of a book is needed.");
            }
            return id;
        }

        private static OptionalLong optional(@Nullable Long version) {
            return version == null ? OptionalLong.empty() : OptionalLong.of(version);
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(BOOKS + "merge").post(this::merge),
                Resource.at(BOOKS + "merges").get(this::list).query("cursor", "limit"),
                Resource.at(BOOKS + "merges/{id}/undo").post(this::undo),
                Resource.at(BOOKS + "duplicates").get(this::duplicates).query("cursor", "limit"));
    }

    private void merge(Exchange exchange) {
        var caller = exchange.caller();
        exchange.reply(merges.merge(caller, exchange.body(MergeBody.class).wanted()));
    }

    private void list(Exchange exchange) {
        exchange.reply("merges", merges.list(exchange.caller(), exchange.cursor("merges"), exchange.limit()));
    }

    private void undo(Exchange exchange) {
        exchange.reply(merges.undo(exchange.caller(), exchange.pathId("id")));
    }

    private void duplicates(Exchange exchange) {
        exchange.reply(
                "duplicates", duplicates.list(exchange.caller(), exchange.cursor("duplicates"), exchange.limit()));
    }
}
