package dev.colophon.shelf.pages;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Statuses and formats to choose from. */
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
    static List<Choice> oneTap(Status now) {
        return statuses(now).stream()
                .filter(one -> !Standing.isUnderWay(now) || !one.value().equals(value(Status.WANT)))
                .toList();
    }

    /** Every status, one of them chosen. */
    public static List<Choice> statuses(Status chosen) {
        return Stream.of(Status.values())
                .map(one -> new Choice(value(one), Labels.of(one), one == chosen))
                .toList();
    }

    public static List<Choice> formats(@Nullable Format chosen, String none) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", none, chosen == null));
        for (Format format : Format.values()) {
            choices.add(new Choice(value(format), Labels.of(format), format == chosen));
        }
        return choices;
    }

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
