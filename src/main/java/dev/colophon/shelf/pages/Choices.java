package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statuses, formats and outcomes to choose from. */
public final class Choices {
    private Choices() {}

    /** The status that a form says; it has to say one. */
    public static Status status(Form form) {
        Status status = QueryParameters.constantOrNull(form.text("status"), Status.class);
        if (status == null) {
            throw Problem.invalid("status", "status", "Choose one of the statuses.");
        }
        return status;
    }

    /** Wanting what is being read would throw its progress away, which takes more than one tap. */
    static List<Choice> oneTap(Status now, Texts texts) {
        return statuses(now, texts).stream()
                .filter(one -> !Standing.isUnderWay(now) || !one.value().equals(value(Status.WANT)))
                .toList();
    }

    /** Every status, one of them chosen. */
    public static List<Choice> statuses(Status chosen, Texts texts) {
        return Stream.of(Status.values())
                .map(one -> new Choice(value(one), Labels.of(one, texts), one == chosen))
                .toList();
    }

    public static List<Choice> formats(@Nullable Format chosen, String none, Texts texts) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", none, chosen == null));
        for (Format format : Format.values()) {
            choices.add(new Choice(value(format), Labels.of(format, texts), format == chosen));
        }
        return choices;
    }

    /**
     * How a read can have ended, or that it has not.
     *
     * @param chosen null for the latter
     */
    public static List<Choice> outcomes(@Nullable Outcome chosen, Texts texts) {
        return List.of(
                new Choice("", texts.text("shelf.outcome.open"), chosen == null),
                new Choice(value(Outcome.FINISHED), texts.text("shelf.outcome.finished"), chosen == Outcome.FINISHED),
                new Choice(value(Outcome.DNF), texts.text("shelf.outcome.dnf"), chosen == Outcome.DNF));
    }

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
