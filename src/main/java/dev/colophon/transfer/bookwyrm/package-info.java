/**
 * What BookWyrm exports as CSV and how its rows are meant.
 * Files are opened and systems told apart in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.bookwyrm;

import org.jspecify.annotations.NullMarked;
