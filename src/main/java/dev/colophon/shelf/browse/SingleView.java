package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.browse.IdentifierLinks;
import dev.colophon.shelf.pages.Cover;
import java.util.List;

/**
 * A book of the catalogue.
 *
 * @param duplicates what may be the same book; offered to those who can merge
 * @param changeable whether this reader may change or remove it
 */
record SingleView(
        BookView book,
        Cover cover,
        List<BookFact> facts,
        List<IdentifierLinks.Link> identifiers,
        List<BookSummary> duplicates,
        boolean changeable) {}
