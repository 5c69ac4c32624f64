package dev.colophon.shelf.item;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.item.ItemPage.Extra;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Resource.Handler;
import dev.colophon.web.Routes;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The page of one book on the shelf, and its forms. Each form posts and leads back to the page. */
public final class ItemPages implements Routes {
    static final String SHELF = "/shelf";

    /** Asks what the reader thought, once they have finished. */
    static final String FINISHED = "finished";

    /** A review and a note of the longest kind, percent-encoded. */
    private static final int MAX_FORM_BYTES = 1 << 20;

    /** What a reader can mend on the page itself. */
    private static final Set<Kind> MENDABLE = Set.of(Kind.INVALID, Kind.MALFORMED, Kind.CONFLICT);

    private final Shelf shelf;
    private final ItemPage page;
    private final FactForms facts;
    private final ReadForms reading;

    /**
     * @param sections what later rooms show of an entry, in this order
     */
    public ItemPages(Shelf shelf, Catalogue catalogue, Reads reads, ProgressLog log, List<ItemSection> sections) {
        this.shelf = shelf;
        this.page = new ItemPage(shelf, catalogue, log, sections);
        this.facts = new FactForms(shelf, reads, page);
        this.reading = new ReadForms(reads, log);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(SHELF + "/{id}")
                        .get(this::show)
                        .post(mending(facts::change))
                        .maxBody(MAX_FORM_BYTES),
                Resource.page(SHELF + "/{id}/tags").post(mending(facts::changeTags)),
                Resource.page(SHELF + "/{id}/status").post(mending(reading::changeStatus)),
                Resource.page(SHELF + "/{id}/progress").post(mending(reading::changeProgress)),
                Resource.page(SHELF + "/{id}/reads").post(mending(reading::changeReads)),
                Resource.page(SHELF + "/{id}/remove").post(this::remove));
    }

    private void show(Exchange exchange) {
        boolean asks = exchange.query(FINISHED).isPresent();
        exchange.page(page.of(exchange, exchange.pathId("id"), asks ? Extra.ASKS : Extra.NONE));
    }

    /** What is wrong is said on the page, above the form. */
    private Handler mending(Handler form) {
        return exchange -> {
            try {
                form.handle(exchange);
            } catch (Problem problem) {
                if (!MENDABLE.contains(problem.kind())) {
                    throw problem;
                }
                exchange.page(page.of(exchange, exchange.pathId("id"), Extra.wrong(problem.detail())), problem);
            }
        };
    }

    private void remove(Exchange exchange) {
        shelf.remove(exchange.caller().id(), exchange.pathId("id"), OptionalLong.empty());
        exchange.redirect(SHELF);
    }
}
