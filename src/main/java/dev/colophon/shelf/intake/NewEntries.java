package dev.colophon.shelf.intake;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.bulk.NewBooks;
import dev.colophon.database.Session;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfRepository;
import dev.colophon.shelf.ShelfRepository.NewEntry;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.TagRepository.Tag;
import dev.colophon.shelf.TagRepository.Tagging;
import dev.colophon.shelf.intake.Intake.Draft;
import dev.colophon.shelf.intake.Intake.Result;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Puts many new books on a shelf at once; a journey to the database for each would take most of an import. */
final class NewEntries {
    private final NewBooks books;
    private final ShelfRepository shelves;
    private final TagRepository tags = new TagRepository();

    NewEntries(NewBooks books, ShelfRepository shelves) {
        this.books = books;
        this.shelves = shelves;
    }

    private record Prepared(NewEntry added, List<Tagging> taggings, Result result) {}

    Map<Integer, Result> take(Session session, UUID userId, List<Draft> drafts, Instant now) {
        Map<Integer, Book> added =
                books.add(session, userId, drafts.stream().map(Draft::book).toList(), now);
        Stream<ShelfDraft.Tag> given =
                added.keySet().stream().flatMap(place -> drafts.get(place).shelf().tags().stream());
        Map<String, Tag> named =
                tags.named(session, userId, given.map(ShelfDraft.Tag::name).toList());
        Map<Integer, Prepared> prepared = new LinkedHashMap<>();
        added.forEach((place, book) ->
                prepared.put(place, prepare(book, userId, drafts.get(place).shelf(), named, now)));
        shelves.insertAll(
                session, prepared.values().stream().map(Prepared::added).toList(), now);
        tags.link(
                session,
                prepared.values().stream()
                        .flatMap(one -> one.taggings().stream())
                        .toList());
        Map<Integer, Result> results = new LinkedHashMap<>();
        prepared.forEach((place, one) -> results.put(place, one.result()));
        return results;
    }

    private static Prepared prepare(Book book, UUID userId, ShelfDraft shelf, Map<String, Tag> named, Instant now) {
        List<String> notes = new ArrayList<>();
        Standing standing = StandingMerge.standing(shelf, notes);
        ShelfEntry entry = ShelfEntry.create(userId, book.id(), standing.status(), shelf.facts(), now);
        List<String> names = new ArrayList<>();
        List<Tagging> taggings = new ArrayList<>();
        for (ShelfDraft.Tag given : shelf.tags()) {
            Tag tag = Objects.requireNonNull(named.get(TextKey.of(given.name())));
            names.add(tag.name());
            taggings.add(new Tagging(entry.id(), tag.id(), given.position()));
        }
        NewEntry added =
                new NewEntry(entry.with(TagRepository.merge(names, List.of())), book.facts(), standing.reads());
        return new Prepared(
                added,
                taggings,
                Result.created(entry.id(), entry.version(), true).with(notes));
    }
}
