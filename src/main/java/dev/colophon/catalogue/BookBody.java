package dev.colophon.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A book as callers send it. ISBNs may have hyphens, contributors are authors unless they say. */
public record BookBody(
        @Nullable String title,
        @Nullable String subtitle,
        @Nullable List<@Nullable Person> contributors,
        @Nullable List<BookDraft.@Nullable SeriesPosition> series,
        @Nullable String isbn10,
        @Nullable String isbn13,
        @Nullable Map<String, String> identifiers,
        @Nullable String publisher,
        @Nullable String publishedOn,
        @Nullable Integer originalYear,
        @Nullable Integer pageCount,
        @Nullable Integer durationSeconds,
        @Nullable String language,
        @Nullable String description) {

    /** Somebody on the title page. The name says who; an id that was read with it may come back. */
    @JsonIgnoreProperties("id")
    record Person(@Nullable String name, BookDraft.@Nullable Role role) {}

    static BookBody of(BookDraft facts) {
        return new BookBody(
                facts.title(),
                facts.subtitle(),
                facts.contributors().stream()
                        .map(one -> new Person(one.name(), one.role()))
                        .toList(),
                List.copyOf(facts.series()),
                facts.isbn10(),
                facts.isbn13(),
                facts.identifiers(),
                facts.publisher(),
                facts.publishedOn(),
                facts.originalYear(),
                facts.pageCount(),
                facts.durationSeconds(),
                facts.language(),
                facts.description());
    }

    BookBody withoutIsbns() {
        return new BookBody(
                title,
                subtitle,
                contributors,
                series,
                null,
                null,
                identifiers,
                publisher,
                publishedOn,
                originalYear,
                pageCount,
                durationSeconds,
                language,
                description);
    }

    /**
     * @throws Problem of kind INVALID that names every field in error
     */
    public BookDraft toDraft() {
        BookDraft draft = BookDraft.titled(Objects.requireNonNullElse(title, ""), facts -> {
            facts.subtitle = subtitle;
            facts.contributors = people();
            facts.series = present("/series", series);
            facts.isbn10 = digits(isbn10);
            facts.isbn13 = digits(isbn13);
            facts.identifiers = Objects.requireNonNullElse(identifiers, Map.of());
            facts.publisher = publisher;
            facts.publishedOn = publishedOn;
            facts.originalYear = originalYear;
            facts.pageCount = pageCount;
            facts.language = language;
            facts.durationSeconds = durationSeconds;
            facts.description = description;
        });
        boolean another = isbn10 != null && isbn13 != null && !Objects.equals(digits(isbn10), draft.isbn10());
        if (another) {
            throw Problem.invalid("/isbn10", "isbn_mismatch", "The two ISBNs are those of different books.");
        }
        return draft;
    }

    /** The same for a book inside another body. */
    public BookDraft toDraft(String pointer) {
        try {
            return toDraft();
        } catch (Problem problem) {
            throw Problem.invalid(problem.errors().stream()
                    .map(error -> new FieldError(pointer + error.pointer(), error.code(), error.message()))
                    .toList());
        }
    }

    private List<BookDraft.Contributor> people() {
        List<BookDraft.Contributor> people = new ArrayList<>();
        for (Person person : present("/contributors", contributors)) {
            people.add(new BookDraft.Contributor(
                    Optional.ofNullable(person.name()).orElse(""),
                    Optional.ofNullable(person.role()).orElse(BookDraft.Role.AUTHOR)));
        }
        return people;
    }

    private static <T> List<T> present(String pointer, @Nullable List<@Nullable T> given) {
        List<T> all = new ArrayList<>();
        for (T one : given == null ? List.<T>of() : given) {
            if (one == null) {
                throw Problem.invalid(pointer + "/" + all.size(), "type", "An object is expected, not null.");
            }
            all.add(one);
        }
        return all;
    }

    private static @Nullable String digits(@Nullable String isbn) {
        return isbn == null ? null : isbn.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
    }
}
