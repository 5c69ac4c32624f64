package dev.colophon.library;

/** Whose copy it is. */
public enum Ownership {
    NONE,
    OWNED,
    BORROWED,
    LENT,
    WISHLIST
}
