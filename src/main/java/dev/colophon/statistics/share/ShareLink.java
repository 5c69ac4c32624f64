package dev.colophon.statistics.share;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that shows a year of its reader.
 *
 * @param path null once SECRET_KEY is another one: the link works on, and nobody can be told it
 */
public record ShareLink(int year, @Nullable String path, Instant createdAt) {}
