/** Open Library: how it is asked, and how its editions and works are read. */
@NullMarked
package dev.colophon.lookup.openlibrary;

import org.jspecify.annotations.NullMarked;
