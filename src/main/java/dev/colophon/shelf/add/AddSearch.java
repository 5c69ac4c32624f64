package dev.colophon.shelf.add;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Isbn;
import dev.colophon.lookup.Lookup;
import dev.colophon.lookup.LookupAnswer;
import dev.colophon.lookup.LookupAnswer.Asked;
import dev.colophon.lookup.LookupAnswer.Draft;
import dev.colophon.lookup.LookupQuery;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.add.AddView.Book;
import dev.colophon.shelf.add.AddView.Found;
import dev.colophon.shelf.add.AddView.Known;
import dev.colophon.shelf.add.AddView.Results;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches the catalogue and, outside, the providers. A book that the catalogue has is shown as its
 * own and not once more as another's.
 */
final class AddSearch {
    private static final int MOST_KNOWN = 5;

    private final Catalogue catalogue;
    private final Lookup lookup;
    private final Shelf shelf;

    AddSearch(Catalogue catalogue, Lookup lookup, Shelf shelf) {
        this.catalogue = catalogue;
        this.lookup = lookup;
        this.shelf = shelf;
    }

    Results find(UUID reader, String words, Texts texts) {
        Optional<LookupQuery> query = LookupQuery.parse(words);
        if (query.isEmpty()) {
            String tooShort = texts.text("shelf.add.too_short", LookupQuery.LEAST_CHARACTERS);
            return results(words, List.of(), List.of(), List.of(tooShort), texts);
        }
        Map<UUID, BookSummary> known = new LinkedHashMap<>();
        catalogue(query.get()).forEach(book -> known.put(book.id(), book));
        LookupAnswer answer = lookup.find(query.get());
        List<Found> found = new ArrayList<>();
        for (Draft draft : answer.drafts()) {
            Optional<BookSummary> same = same(draft.book().facts());
            same.ifPresent(book -> known.putIfAbsent(book.id(), book));
            if (same.isEmpty()) {
                found.add(found(draft, texts));
            }
        }
        return results(words, known(reader, known, texts), found, notices(answer, texts), texts);
    }

    private static Results results(
            String words, List<Known> known, List<Found> found, List<String> notices, Texts texts) {
        String sentence = texts.text("shelf.add.found", known.size() + found.size());
        return new Results(words, known, found, notices, sentence, Choices.statuses(Status.WANT, texts));
    }

    private List<BookSummary> catalogue(LookupQuery query) {
        return query.isbn() != null
                ? catalogue.byIsbn(query.isbn()).stream().toList()
                : catalogue.search(query.text(), List.of(), MOST_KNOWN).items();
    }

    private Optional<BookSummary> same(BookDraft draft) {
        return Optional.ofNullable(draft.isbn13()).map(Isbn::new).flatMap(catalogue::byIsbn);
    }

    private List<Known> known(UUID reader, Map<UUID, BookSummary> books, Texts texts) {
        Map<UUID, UUID> entries = shelf.entriesOf(reader, books.keySet());
        return books.values().stream()
                .map(book -> new Known(book.id(), book(book, texts), entries.get(book.id())))
                .toList();
    }

    private static Book book(BookSummary book, Texts texts) {
        return new Book(
                book.title(),
                String.join(", ", book.authors()),
                facts(book.publishedOn(), null, book.pageCount(), book.isbn13(), texts),
                Cover.of(book));
    }

    private static Found found(Draft draft, Texts texts) {
        BookDraft facts = draft.book().facts();
        String authors = facts.contributors().stream()
                .filter(one -> one.role() == BookDraft.Role.AUTHOR)
                .map(BookDraft.Contributor::name)
                .collect(Collectors.joining(", "));
        Integer year = facts.originalYear();
        String published = facts.publishedOn() == null && year != null ? year.toString() : facts.publishedOn();
        return new Found(
                draft.provider().wire(),
                draft.provider().label(),
                draft.book().sourceId(),
                new Book(
                        facts.subtitle() == null ? facts.title() : facts.title() + ": " + facts.subtitle(),
                        authors,
                        facts(published, facts.publisher(), facts.pageCount(), facts.isbn13(), texts),
                        new Cover(facts.title(), authors, null, null)));
    }

    private static String facts(
            @Nullable String published,
            @Nullable String publisher,
            @Nullable Integer pages,
            @Nullable String isbn,
            Texts texts) {
        return Stream.of(
                        published == null ? null : published.replaceFirst("^(-?[0-9]+)-.*", "$1"),
                        publisher,
                        pages == null ? null : texts.text("shelf.add.pages", pages),
                        isbn == null ? null : texts.text("shelf.add.isbn", isbn))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    /** Who is off is of interest only where nobody else is asked. */
    private static List<String> notices(LookupAnswer answer, Texts texts) {
        if (!answer.isOff()) {
            return answer.notices().stream().map(texts::sentence).toList();
        }
        return Stream.concat(
                        Stream.of(texts.text("shelf.add.only_catalogue")),
                        answer.providers().stream()
                                .map(Asked::detail)
                                .filter(Objects::nonNull)
                                .map(texts::sentence))
                .toList();
    }
}
