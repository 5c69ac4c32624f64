package dev.colophon.shelf;

/** What the reader holds in their hands. */
public enum Format {
    PAPERBACK,
    HARDCOVER,
    EBOOK,
    AUDIOBOOK,
    OTHER
}
