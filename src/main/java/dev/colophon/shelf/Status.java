package dev.colophon.shelf;

/** Where a reader stands with a book; exactly one. */
public enum Status {
    WANT,
    READING,
    PAUSED,
    READ,
    DNF
}
