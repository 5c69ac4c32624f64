package dev.colophon.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.colophon.text.FieldRules;
import dev.colophon.text.SearchLine;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a book, as somebody describes it or as the catalogue holds it. Making one brings
 * the facts into their stored form: spaces collapsed, blank is nothing, a contributor or series
 * named twice counts once, either ISBN gives the other. An ISBN-10 that is another book's than the
 * ISBN-13 is dropped.
 *
 * @param identifiers value by scheme, such as {@code goodreads}
 * @param publishedOn {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param originalYear may be negative (before our era)
 * @param language a BCP 47 tag
 */
public record BookDraft(
        String title,
        @Nullable String subtitle,
        List<Contributor> contributors,
        List<SeriesPosition> series,
        @Nullable String isbn10,
        @Nullable String isbn13,
        Map<String, String> identifiers,
        @Nullable String publisher,
        @Nullable String publishedOn,
        @Nullable Integer originalYear,
        @Nullable Integer pageCount,
        @Nullable String language,
        @Nullable Integer durationSeconds,
        @Nullable String description) {

    public static final int MAX_TITLE = 1_000;
    public static final int MAX_NAME = 300;
    public static final int MAX_CONTRIBUTORS = 200;
    public static final int MAX_SERIES = 20;
    private static final int MAX_IDENTIFIERS = 30;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public BookDraft {
        var rules = new FieldRules();
        title = rules.requiredLine("/title", title, MAX_TITLE);
        subtitle = rules.line("/subtitle", subtitle, MAX_TITLE);
        contributors = contributors(rules, contributors);
        series = series(rules, series);
        isbn13 = isbn13(rules, isbn10, isbn13);
        isbn10 = isbn13 == null ? null : new Isbn(isbn13).isbn10().orElse(null);
        identifiers = identifiers(rules, identifiers);
        publisher = rules.line("/publisher", publisher, MAX_NAME);
        publishedOn = matching(rules, "/published_on", publishedOn, DAY);
        rules.range("/original_year", originalYear, -9_999, 9_999);
        rules.range("/page_count", pageCount, 1, 100_000);
        language = matching(rules, "/language", language, LANGUAGE);
        rules.range("/duration_seconds", durationSeconds, 1, 100_000_000);
        description = rules.text("/description", description, FieldRules.LONG_TEXT);
        rules.done();
    }

    /** A person and what they did; the order of the list is the order on the title page. */
    public record Contributor(String name, Role role) {}

    /** What a contributor did. */
    public enum Role {
        AUTHOR,
        TRANSLATOR,
        NARRATOR,
        ILLUSTRATOR,
        EDITOR
    }

    /**
     * @param position as printed, such as {@code 1}, {@code 0.8} or {@code 1-3}
     */
    @JsonIgnoreProperties("id")
    public record SeriesPosition(String name, @Nullable String position) {}

    public String titleKey() {
        return TextKey.of(title);
    }

    /** The first author's name as it is compared; empty when nobody is named. */
    public String authorKey() {
        return firstAuthor().map(TextKey::of).orElse("");
    }

    public String authorSortKey() {
        return firstAuthor().map(TextKey::ofPerson).orElse("");
    }

    /**
     * @param mergedIsbns of books that were merged into this one
     */
    String searchKey(List<String> mergedIsbns) {
        List<String> texts = new ArrayList<>();
        texts.add(title);
        Optional.ofNullable(subtitle).ifPresent(texts::add);
        contributors.forEach(contributor -> texts.add(contributor.name()));
        series.forEach(one -> texts.add(one.name()));
        Optional.ofNullable(isbn13).ifPresent(texts::add);
        Optional.ofNullable(isbn10).ifPresent(texts::add);
        mergedIsbns.forEach(merged -> {
            texts.add(merged);
            new Isbn(merged).isbn10().ifPresent(texts::add);
        });
        return SearchLine.of(texts);
    }

    private Optional<String> firstAuthor() {
        return contributors.stream()
                .filter(contributor -> contributor.role() == Role.AUTHOR)
                .findFirst()
                .or(() -> contributors.stream().findFirst())
                .map(Contributor::name);
    }

    private static List<Contributor> contributors(FieldRules rules, List<Contributor> given) {
        rules.atMost("/contributors", given.size(), MAX_CONTRIBUTORS);
        Set<List<Object>> seen = new HashSet<>();
        List<Contributor> kept = new ArrayList<>();
        for (int index = 0; index < Math.min(given.size(), MAX_CONTRIBUTORS); index++) {
            Contributor one = given.get(index);
            String pointer = "/contributors/" + index + "/name";
            String name = rules.requiredLine(pointer, one.name(), MAX_NAME);
            if (seen.add(List.of(TextKey.of(name), one.role()))) {
                kept.add(new Contributor(name, one.role()));
            }
        }
        return List.copyOf(kept);
    }

    private static List<SeriesPosition> series(FieldRules rules, List<SeriesPosition> given) {
        rules.atMost("/series", given.size(), MAX_SERIES);
        Set<String> seen = new HashSet<>();
        List<SeriesPosition> kept = new ArrayList<>();
        for (int index = 0; index < Math.min(given.size(), MAX_SERIES); index++) {
            SeriesPosition one = given.get(index);
            String pointer = "/series/" + index;
            String name = rules.requiredLine(pointer + "/name", one.name(), MAX_NAME);
            String position = rules.line(pointer + "/position", one.position(), 40);
            if (seen.add(TextKey.of(name))) {
                kept.add(new SeriesPosition(name, position));
            }
        }
        return List.copyOf(kept);
    }

    private static @Nullable String isbn13(FieldRules rules, @Nullable String isbn10, @Nullable String isbn13) {
        Optional<Isbn> ten = isbn(rules, "/isbn10", isbn10, 10);
        Optional<Isbn> thirteen = isbn(rules, "/isbn13", isbn13, 13);
        return thirteen.or(() -> ten).map(Isbn::isbn13).orElse(null);
    }

    private static Optional<Isbn> isbn(FieldRules rules, String pointer, @Nullable String value, int digits) {
        if (value == null) {
            return Optional.empty();
        }
        Optional<Isbn> isbn =
                Optional.of(value).filter(text -> text.length() == digits).flatMap(Isbn::parse);
        if (isbn.isEmpty()) {
            rules.refuse(pointer, "isbn", "This is not an ISBN-" + digits + ": check its digits.");
        }
        return isbn;
    }

    private static Map<String, String> identifiers(FieldRules rules, Map<String, String> given) {
        rules.atMost("/identifiers", given.size(), MAX_IDENTIFIERS);
        Map<String, String> kept = new TreeMap<>();
        for (Map.Entry<String, String> entry : given.entrySet()) {
            if (!SCHEME.matcher(entry.getKey()).matches()) {
                rules.refuse("/identifiers", "scheme", "A scheme has 1 to 30 small letters, digits and underscores.");
                continue;
            }
            kept.put(entry.getKey(), rules.requiredLine("/identifiers/" + entry.getKey(), entry.getValue(), 200));
        }
        return Collections.unmodifiableMap(kept);
    }

    private static @Nullable String matching(
            FieldRules rules, String pointer, @Nullable String value, Pattern pattern) {
        String line = rules.line(pointer, value, 100);
        if (line != null && !pattern.matcher(line).matches()) {
            rules.refuse(pointer, "format", "The value has not the form expected here.");
        }
        return line;
    }

    /**
     * A book of which this is said; the rest is unknown.
     *
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public static BookDraft titled(String title, Consumer<Changes> facts) {
        var changes = new Changes(title);
        facts.accept(changes);
        return changes.draft();
    }

    /** The same but for what is changed: {@code draft.with(it -> it.pageCount = 412)}. */
    public BookDraft with(Consumer<Changes> change) {
        return titled(title, facts -> {
            facts.subtitle = subtitle;
            facts.contributors = contributors;
            facts.series = series;
            facts.isbn10 = isbn10;
            facts.isbn13 = isbn13;
            facts.identifiers = identifiers;
            facts.publisher = publisher;
            facts.publishedOn = publishedOn;
            facts.originalYear = originalYear;
            facts.pageCount = pageCount;
            facts.language = language;
            facts.durationSeconds = durationSeconds;
            facts.description = description;
            change.accept(facts);
        });
    }

    /** What a book is called of which only a number in a system is known; it gives way to a title. */
    public static String unknownTitle(String system, String number) {
        return system + " " + number;
    }

    /** Whether it is called by a number alone. */
    public boolean hasUnknownTitle() {
        return isbn13 != null && title.equals(unknownTitle("ISBN", isbn13))
                || title.equals(unknownTitle("Open Library", identifiers.getOrDefault("openlibrary", "")));
    }

    /** These, and where they say nothing the given ones; identifiers of both, of one system these. */
    public BookDraft orElse(BookDraft given) {
        return with(facts -> {
            facts.title = hasUnknownTitle() ? given.title : title;
            facts.subtitle = first(subtitle, given.subtitle);
            facts.contributors = contributors.isEmpty() ? given.contributors : contributors;
            facts.series = series.isEmpty() ? given.series : series;
            facts.isbn10 = isbn13 == null ? given.isbn10 : isbn10;
            facts.isbn13 = first(isbn13, given.isbn13);
            facts.identifiers = new TreeMap<>(given.identifiers);
            facts.identifiers.putAll(identifiers);
            facts.publisher = first(publisher, given.publisher);
            facts.publishedOn = first(publishedOn, given.publishedOn);
            facts.originalYear = first(originalYear, given.originalYear);
            facts.pageCount = first(pageCount, given.pageCount);
            facts.language = first(language, given.language);
            facts.durationSeconds = first(durationSeconds, given.durationSeconds);
            facts.description = first(description, given.description);
        });
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T given) {
        return own != null ? own : given;
    }

    /** The facts by name, to be said or changed; so many by position would be confused. */
    public static final class Changes {
        public String title;
        public @Nullable String subtitle;
        public List<Contributor> contributors = List.of();
        public List<SeriesPosition> series = List.of();
        public @Nullable String isbn10;
        public @Nullable String isbn13;
        public Map<String, String> identifiers = Map.of();
        public @Nullable String publisher;
        public @Nullable String publishedOn;
        public @Nullable Integer originalYear;
        public @Nullable Integer pageCount;
        public @Nullable String language;
        public @Nullable Integer durationSeconds;
        public @Nullable String description;

        private Changes(String title) {
            this.title = title;
        }

        private BookDraft draft() {
            return new BookDraft(
                    title,
                    subtitle,
                    contributors,
                    series,
                    isbn10,
                    isbn13,
                    identifiers,
                    publisher,
                    publishedOn,
                    originalYear,
                    pageCount,
                    language,
                    durationSeconds,
                    description);
        }
    }
}
