/**
 * What a catalogue that Calibre makes holds and how its rows are meant.
 * Files are opened and systems told apart in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.calibre;

import org.jspecify.annotations.NullMarked;
