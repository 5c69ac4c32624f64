/**
 * What the reading log of Open Library holds and how its rows are meant.
 * Files are opened and systems told apart in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.openlibrary;

import org.jspecify.annotations.NullMarked;
