package dev.colophon.transfer.choice;

import dev.colophon.shelf.Status;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of the rows of a shelf. */
public enum ShelfChoice {
    WANT("want to read"),
    READING("reading"),
    PAUSED("paused"),
    READ("read"),
    DNF("did not finish"),
    LEAVE_OUT("leave these rows out");

    private final String label;

    ShelfChoice(String label) {
        this.label = label;
    }

    /** How people read it. */
    public String label() {
        return label;
    }

    /** How the API, forms and commands spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The choice that is spelt so. */
    public static Optional<ShelfChoice> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** The status that the rows get; empty when they are left out. */
    Optional<Status> status() {
        return this == LEAVE_OUT ? Optional.empty() : Optional.of(Status.valueOf(name()));
    }
}
