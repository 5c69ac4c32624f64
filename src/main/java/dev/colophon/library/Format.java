package dev.colophon.library;

/** What the reader holds in their hands. */
public enum Format {
    PAPERBACK,
    HARDCOVER,
    EBOOK,
    AUDIOBOOK,
    OTHER
}
