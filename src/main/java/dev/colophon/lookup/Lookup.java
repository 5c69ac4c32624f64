package dev.colophon.lookup;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.KeptAnswers.Key;
import dev.colophon.lookup.LookupAnswer.Asked;
import dev.colophon.lookup.LookupAnswer.Draft;
import dev.colophon.lookup.LookupAnswer.Outcome;
import dev.colophon.lookup.http.LookupMetrics;
import dev.colophon.lookup.http.LookupMetrics.Cached;
import dev.colophon.lookup.port.BookSource;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asks the providers in their order until one finds something, the kept answers before each. It waits
 * for a provider no longer than the settings allow, and fails for none of them: who did not answer,
 * and why, is part of the answer.
 */
public final class Lookup {
    private static final int MOST_DRAFTS = 10;
    private static final int RETRY_SECONDS = 60;

    private final LookupSettings settings;
    private final List<BookSource> sources;
    private final KeptAnswers kept;
    private final Flights flights;
    private final LookupMetrics metrics;

    Lookup(
            LookupSettings settings,
            List<BookSource> sources,
            KeptAnswers kept,
            Flights flights,
            LookupMetrics metrics) {
        this.settings = settings;
        this.sources = List.copyOf(sources);
        this.kept = kept;
        this.flights = flights;
        this.metrics = metrics;
    }

    /** What the providers know, and who of them answered. */
    public LookupAnswer find(LookupQuery query) {
        List<Draft> drafts = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        for (BookSource source : sources) {
            if (drafts.isEmpty()) {
                asked.add(ask(source, query, drafts));
            } else {
                asked.add(new Asked(source.provider(), Outcome.NOT_ASKED, null));
            }
        }
        for (Provider provider : Provider.values()) {
            settings.whyNot(provider).ifPresent(why -> asked.add(new Asked(provider, Outcome.OFF, why)));
        }
        drafts.sort(Comparator.comparing(Draft::confidence).reversed());
        return new LookupAnswer(List.copyOf(drafts), List.copyOf(asked));
    }

    private Asked ask(BookSource source, LookupQuery query, List<Draft> drafts) {
        Provider provider = source.provider();
        try {
            List<SourceBook> books = books(source, query);
            for (SourceBook book : books) {
                drafts.add(new Draft(provider, Confidence.of(query, book.facts()), book));
            }
            return new Asked(provider, books.isEmpty() ? Outcome.MISS : Outcome.HIT, null);
        } catch (SourceFailure failure) {
            return new Asked(provider, Outcome.UNAVAILABLE, sentence(provider, failure));
        }
    }

    /**
     * A book that an earlier look-up found, complete: what a search tells of it is little.
     *
     * @param query as it was then
     * @throws Problem when the provider does not answer, or does not find it any more
     */
    public SourceBook again(LookupQuery query, Provider provider, String sourceId) {
        BookSource source = sources.stream()
                .filter(one -> one.provider() == provider)
                .findFirst()
                .orElseThrow(Lookup::gone);
        try {
            SourceBook found = books(source, query).stream()
                    .filter(book -> book.sourceId().equals(sourceId))
                    .findFirst()
                    .orElseThrow(Lookup::gone);
            return query.isbn() == null ? complete(source, found) : found;
        } catch (SourceFailure failure) {
            throw Problem.unavailable("lookup_unavailable", sentence(provider, failure), RETRY_SECONDS);
        }
    }

    /** With what the provider says of this very edition; as it is when that cannot be had. */
    private SourceBook complete(BookSource source, SourceBook found) {
        String isbn = found.facts().isbn13();
        if (isbn == null || source.provider() != Provider.OPEN_LIBRARY) {
            return found;
        }
        return booksOrNone(source, LookupQuery.of(new Isbn(isbn))).stream()
                .findFirst()
                .map(edition -> united(edition, found))
                .orElse(found);
    }

    private List<SourceBook> booksOrNone(BookSource source, LookupQuery query) {
        try {
            return books(source, query);
        } catch (SourceFailure lesser) {
            return List.of();
        }
    }

    private static SourceBook united(SourceBook edition, SourceBook work) {
        BookDraft facts =
                edition.facts().with(more -> more.originalYear = work.facts().originalYear());
        return new SourceBook(edition.sourceId(), facts, edition.cover() == null ? work.cover() : edition.cover());
    }

    private static Problem gone() {
        return Problem.conflict("draft_gone", "This result is not there any more; please search again.");
    }

    private static String sentence(Provider provider, SourceFailure failure) {
        return provider.label() + " " + failure.reason().words() + ".";
    }

    private List<SourceBook> books(BookSource source, LookupQuery query) throws SourceFailure {
        Key key = new Key(source.provider(), query.key());
        Optional<KeptAnswers.Kept> known = kept.find(key);
        metrics.cached(source.provider(), known.isPresent() ? Cached.HIT : Cached.MISS);
        if (known.isPresent()) {
            return known.get().orThrow();
        }
        return flights.join(key, deadline -> {
            try {
                List<SourceBook> books = query.isbn() == null
                        ? source.search(query.text(), MOST_DRAFTS, deadline)
                        : source.byIsbn(query.isbn(), deadline);
                kept.found(key, books);
                return books;
            } catch (SourceFailure failure) {
                if (failure.reason().lasts()) {
                    kept.failed(key);
                }
                throw failure;
            }
        });
    }
}
