package dev.colophon.account.audience;

/** Who may see a reader's shelf. */
public enum Audience {
    /** Everybody with an account here. */
    PUBLIC("Everybody with an account here"),
    /** Those whom the reader lets follow. */
    FOLLOWERS("Those whom you let follow you"),
    /** Nobody else. */
    PRIVATE("Only you");

    private final String label;

    Audience(String label) {
        this.label = label;
    }

    /** How pages say it to the reader. */
    public String label() {
        return label;
    }
}
