package dev.colophon.lookup;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.LookupAnswer.Asked;
import dev.colophon.lookup.LookupAnswer.Draft;
import dev.colophon.lookup.port.Provider;
import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Look-ups at {@code /api/v1/lookup}. */
final class LookupRoutes implements Routes {
    private final Lookup lookup;

    LookupRoutes(Lookup lookup) {
        this.lookup = lookup;
    }

    /** What is found, and who was asked. */
    private record Body(List<DraftBody> drafts, List<Asked> providers) {}

    /** One book; {@code book} can be sent as it is to put it on the shelf. */
    private record DraftBody(
            Provider provider, BigDecimal confidence, String sourceId, boolean hasCover, BookDraft book) {
        static DraftBody of(Draft draft) {
            return new DraftBody(
                    draft.provider(),
                    draft.confidence(),
                    draft.book().sourceId(),
                    draft.book().cover() != null,
                    draft.book().facts());
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.at("/api/v1/lookup")
                .needs(Scope.BOOKS_READ)
                .get(this::find)
                .query("isbn", "q"));
    }

    private void find(Exchange exchange) {
        exchange.caller();
        LookupAnswer answer =
                lookup.find(query(QueryParameters.text(exchange, "isbn"), QueryParameters.text(exchange, "q")));
        exchange.reply(new Body(answer.drafts().stream().map(DraftBody::of).toList(), answer.providers()));
    }

    private static LookupQuery query(@Nullable String isbn, @Nullable String words) {
        if ((isbn == null) == (words == null)) {
            throw Problem.malformed("q", "choice", "Exactly one of isbn and q is needed.");
        }
        if (isbn != null) {
            return Isbn.parse(isbn)
                    .map(LookupQuery::of)
                    .orElseThrow(() -> Problem.malformed("isbn", "isbn", "This is not an ISBN."));
        }
        return LookupQuery.parse(words == null ? "" : words)
                .orElseThrow(() -> Problem.malformed(
                        "q", "too_short", "At least " + LookupQuery.LEAST_CHARACTERS + " letters are needed."));
    }
}
