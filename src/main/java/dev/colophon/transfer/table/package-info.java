/**
 * Tables that no system has written: lists of ISBNs. Files are opened and systems told apart in {@code
 * source}.
 */
@NullMarked
package dev.colophon.transfer.table;

import org.jspecify.annotations.NullMarked;
