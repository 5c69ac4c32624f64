package dev.colophon.account.audience;

/** Who may see one thing that a reader has; never more people than may see the reader's shelf. */
public enum Visibility {
    /** Whoever may see the shelf. */
    INHERIT,
    PUBLIC,
    FOLLOWERS,
    PRIVATE;

    /** The one that lets fewer people see. */
    public Visibility narrower(Visibility other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
