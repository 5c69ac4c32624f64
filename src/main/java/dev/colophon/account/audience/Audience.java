package dev.colophon.account.audience;

/** Who may see a reader's shelf. */
public enum Audience {
    /** Everybody with an account here. */
    PUBLIC,
    /** Those whom the reader lets follow. */
    FOLLOWERS,
    /** Nobody else. */
    PRIVATE
}
