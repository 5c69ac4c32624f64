package dev.colophon.shelf;

/** Whose copy it is. */
public enum Ownership {
    NONE,
    OWNED,
    BORROWED,
    LENT,
    WISHLIST
}
