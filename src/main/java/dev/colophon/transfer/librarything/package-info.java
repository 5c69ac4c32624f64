/**
 * What LibraryThing exports, parted by tabs or as JSON, and how its rows are meant.
 * Files are opened and systems told apart in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.librarything;

import org.jspecify.annotations.NullMarked;
