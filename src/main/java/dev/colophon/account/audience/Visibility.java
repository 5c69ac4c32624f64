package dev.colophon.account.audience;

/** Who may see one thing that a reader has; never more people than may see the reader's shelf. */
public enum Visibility {
    /** Whoever may see the shelf. */
    INHERIT("Whoever may see your shelf"),
    PUBLIC("Everybody here"),
    FOLLOWERS("Who follows you"),
    PRIVATE("Only you");

    private final String label;

    Visibility(String label) {
        this.label = label;
    }

    /** How pages say it to the one whose thing it is. */
    public String label() {
        return label;
    }

    /** The one that lets fewer people see. */
    public Visibility narrower(Visibility other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
