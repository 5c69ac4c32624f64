package dev.colophon.library;

/** Where a reader stands with a book; exactly one. */
public enum Status {
    WANT,
    READING,
    PAUSED,
    READ,
    DNF
}
