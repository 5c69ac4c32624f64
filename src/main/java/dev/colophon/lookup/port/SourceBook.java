package dev.colophon.lookup.port;

import dev.colophon.catalogue.BookDraft;
import org.jspecify.annotations.Nullable;

/**
 * A book as a provider describes it.
 *
 * @param sourceId what the provider calls it; the same at each look-up
 * @param cover what the provider calls its cover, for {@link BookSource#coverAddresses}
 */
public record SourceBook(
        String sourceId, BookDraft facts, @Nullable String cover) {}
