package dev.colophon.shelf.intake;

import dev.colophon.catalogue.doubt.Doubt;

/**
 * It is not sure which book a draft means, so that nothing was changed. It has no stack trace, for it is a question and
 * not a fault; the transaction is as good as before.
 */
public final class DoubtfulBook extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Doubt doubt;

    DoubtfulBook(Doubt doubt) {
        super("it is not sure which book is meant", null, false, false);
        this.doubt = doubt;
    }

    public Doubt doubt() {
        return doubt;
    }
}
