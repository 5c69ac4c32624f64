package dev.colophon.storage;

import java.time.Instant;

/** A blob as a listing shows it. */
public record StoredBlob(String name, long bytes, Instant modifiedAt) {}
