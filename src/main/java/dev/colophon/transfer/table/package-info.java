/**
 * Tables that no system has written: lists of ISBNs, and tables whose readers say what the columns
 * are. Files are opened in {@code source}.
 */
@NullMarked
package dev.colophon.transfer.table;

import org.jspecify.annotations.NullMarked;
