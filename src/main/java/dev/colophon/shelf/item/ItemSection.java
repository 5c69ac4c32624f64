package dev.colophon.shelf.item;

import dev.colophon.shelf.EntryView;
import dev.colophon.web.page.Page;
import java.util.UUID;

/**
 * A section of the page of one shelf entry that a later room hands in by {@code boot.Wiring}. It is
 * drawn below the reads.
 */
@FunctionalInterface
public interface ItemSection {
    /**
     * What the section shows of an entry; its template gets {@code view} too and writes its own
     * heading.
     */
    Page of(UUID reader, EntryView entry);
}
