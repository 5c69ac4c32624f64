package dev.colophon.catalogue.care;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.problem.Problem;
import dev.colophon.web.body.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a book as fields of text, and back. Lists are texts too, one item a line and what
 * belongs to it behind a bar, so that no script is needed for one line more.
 */
final class BookForm {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5}):([0-5][0-9]):([0-5][0-9])");
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_MINUTE = 60;

    private BookForm() {}

    /** The fields by name, in the order of the page; what is unknown is empty. */
    static Map<String, String> of(BookDraft facts) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", facts.title());
        fields.put("subtitle", text(facts.subtitle()));
        fields.put("contributors", lines(facts.contributors().stream().map(BookForm::line)));
        fields.put("series", lines(facts.series().stream().map(one -> line(one.name(), one.position()))));
        fields.put("isbn", text(facts.isbn13()));
        fields.put("publisher", text(facts.publisher()));
        fields.put("published_on", text(facts.publishedOn()));
        fields.put("original_year", text(facts.originalYear()));
        fields.put("page_count", text(facts.pageCount()));
        fields.put("duration", facts.durationSeconds() == null ? "" : duration(facts.durationSeconds()));
        fields.put("language", text(facts.language()));
        fields.put(
                "identifiers",
                lines(facts.identifiers().entrySet().stream().map(one -> line(one.getKey(), one.getValue()))));
        fields.put("description", text(facts.description()));
        return fields;
    }

    /** What was typed, as it was typed. */
    static Map<String, String> of(Form form, Iterable<String> names) {
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, form.exact(name)));
        return fields;
    }

    /**
     * @throws Problem of kind INVALID that names the field in error
     */
    static BookDraft draft(Form form) {
        return BookDraft.titled(form.exact("title"), facts -> {
            facts.subtitle = form.text("subtitle").orElse(null);
            facts.contributors = contributors(form);
            facts.series = items(form, "series")
                    .map(item -> new BookDraft.SeriesPosition(item.name(), item.behind()))
                    .toList();
            facts.isbn13 = isbn(form);
            facts.publisher = form.text("publisher").orElse(null);
            facts.publishedOn = form.text("published_on").orElse(null);
            facts.originalYear = number(form, "original_year");
            facts.pageCount = number(form, "page_count");
            facts.durationSeconds = seconds(form);
            facts.language = form.text("language").orElse(null);
            facts.identifiers = identifiers(form);
            facts.description = form.text("description").orElse(null);
        });
    }

    private static List<BookDraft.Contributor> contributors(Form form) {
        return items(form, "contributors")
                .map(item -> new BookDraft.Contributor(
                        item.name(), item.behind() == null ? BookDraft.Role.AUTHOR : role(item.behind())))
                .toList();
    }

    private static BookDraft.Role role(String text) {
        return Stream.of(BookDraft.Role.values())
                .filter(role -> name(role).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "/contributors", "role", "A role is author, translator, narrator, illustrator or editor."));
    }

    private static Map<String, String> identifiers(Form form) {
        Map<String, String> identifiers = new LinkedHashMap<>();
        items(form, "identifiers", line -> line.indexOf('|')).forEach(item -> {
            if (item.behind() == null || identifiers.put(item.name(), item.behind()) != null) {
                throw Problem.invalid(
                        "/identifiers", "format", "Each line is a system, a bar and what it calls the book, once.");
            }
        });
        return identifiers;
    }

    private static @Nullable String isbn(Form form) {
        return form.text("isbn")
                .map(text -> Isbn.parse(text)
                        .orElseThrow(() -> Problem.invalid("/isbn", "isbn", "This is not an ISBN: check its digits.")))
                .map(Isbn::isbn13)
                .orElse(null);
    }

    private static @Nullable Integer number(Form form, String name) {
        try {
            return form.text(name).map(Integer::valueOf).orElse(null);
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("/" + name, "type", "A whole number is expected.");
        }
    }

    private static @Nullable Integer seconds(Form form) {
        Optional<String> text = form.text("duration");
        if (text.isEmpty()) {
            return null;
        }
        Matcher length = LENGTH.matcher(text.get());
        if (!length.matches()) {
            throw Problem.invalid("/duration", "format", "A length is hours:minutes:seconds, such as 9:35:00.");
        }
        return Integer.parseInt(length.group(1)) * SECONDS_PER_HOUR
                + Integer.parseInt(length.group(2)) * SECONDS_PER_MINUTE
                + Integer.parseInt(length.group(3));
    }

    private static String duration(int seconds) {
        return "%d:%02d:%02d"
                .formatted(
                        seconds / SECONDS_PER_HOUR,
                        seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE,
                        seconds % SECONDS_PER_MINUTE);
    }

    /** The name and what stands behind the last bar, if anything does. */
    private record Item(String name, @Nullable String behind) {}

    private static Stream<Item> items(Form form, String name) {
        return items(form, name, line -> line.lastIndexOf('|'));
    }

    private static Stream<Item> items(Form form, String name, ToIntFunction<String> barOf) {
        List<Item> items = new ArrayList<>();
        for (String line : form.exact(name).lines().toList()) {
            int bar = barOf.applyAsInt(line);
            String behind = bar < 0 ? "" : line.substring(bar + 1).strip();
            String before = (bar < 0 ? line : line.substring(0, bar)).strip();
            if (!before.isEmpty() || !behind.isEmpty()) {
                items.add(new Item(before, behind.isEmpty() ? null : behind));
            }
        }
        return items.stream();
    }

    private static String line(BookDraft.Contributor one) {
        return line(one.name(), one.role() == BookDraft.Role.AUTHOR ? null : name(one.role()));
    }

    /** A bar in a name needs one behind it, so that it is not the last. */
    private static String line(String name, @Nullable String behind) {
        return behind == null && name.indexOf('|') < 0 ? name : name + " | " + text(behind);
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }

    private static String name(BookDraft.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
