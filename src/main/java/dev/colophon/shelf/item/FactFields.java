package dev.colophon.shelf.item;

import dev.colophon.account.audience.Visibility;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says of an entry, as the fields of forms: each is a text, and nothing said is the
 * empty one.
 */
final class FactFields {
    /** What is ticked; a form that leaves it out says no. */
    private static final List<String> TICKED = List.of("review_spoiler");

    private FactFields() {}

    static Map<String, String> of(EntryFacts facts) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("review", text(facts.review()));
        fields.put("review_spoiler", tick(facts.reviewSpoiler()));
        fields.put("private_note", text(facts.privateNote()));
        fields.put("format", facts.format() == null ? "" : wire(facts.format()));
        fields.put("ownership", wire(facts.ownership()));
        fields.put("copies", String.valueOf(facts.copies()));
        fields.put("location", text(facts.location()));
        fields.put("lent_to", text(facts.lentTo()));
        fields.put("condition", text(facts.condition()));
        fields.put("added_on", facts.addedOn() == null ? "" : facts.addedOn().toString());
        fields.put("favourite", tick(facts.favourite()));
        fields.put("visibility", wire(facts.visibility()));
        return fields;
    }

    /** What a form says of a section, whether it can be stored or not. */
    static Map<String, String> typed(Form form, FactSection section) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String field : section.fields()) {
            if (form.fields().containsKey(field) || TICKED.contains(field)) {
                // browsers send every line's end as two characters
                typed.put(field, form.exact(field).replace("\r\n", "\n"));
            }
        }
        return typed;
    }

    /**
     * The facts after a form; what it does not name stays.
     *
     * @throws Problem of kind INVALID that names a field in error
     */
    static EntryFacts apply(EntryFacts old, Form form) {
        boolean ticks = FactSection.of(form).filter(FactSection.REVIEW::equals).isPresent();
        return old.with(facts -> {
            said(form, "review", text -> facts.review = text);
            said(form, "private_note", text -> facts.privateNote = text);
            said(form, "location", text -> facts.location = text);
            said(form, "lent_to", text -> facts.lentTo = text);
            said(form, "condition", text -> facts.condition = text);
            said(form, "added_on", text -> facts.addedOn = day("added_on", text));
            said(form, "copies", text -> facts.copies = count(text));
            said(form, "favourite", text -> facts.favourite = "true".equals(text));
            said(form, "format", text -> facts.format = constant(text, Format.class));
            said(
                    form,
                    "visibility",
                    text -> facts.visibility =
                            Objects.requireNonNullElse(constant(text, Visibility.class), facts.visibility));
            said(
                    form,
                    "ownership",
                    text -> facts.ownership =
                            Objects.requireNonNullElse(constant(text, Ownership.class), Ownership.NONE));
            if (ticks) {
                facts.reviewSpoiler = form.text("review_spoiler").isPresent();
            }
        });
    }

    private static void said(Form form, String field, Consumer<@Nullable String> change) {
        if (form.fields().containsKey(field)) {
            change.accept(
                    form.text(field).map(text -> text.replace("\r\n", "\n")).orElse(null));
        }
    }

    /** A day as browsers send it; null when the field is empty. */
    static @Nullable LocalDate day(String field, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException noDay) {
            throw Problem.invalid(field, "date", "A day is written like 2026-03-14.");
        }
    }

    private static int count(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw Problem.invalid("copies", "range", "How many copies is a whole number.");
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(@Nullable String text, Class<E> type) {
        return QueryParameters.constantOrNull(Optional.ofNullable(text), type);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String tick(boolean value) {
        return value ? "true" : "";
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
