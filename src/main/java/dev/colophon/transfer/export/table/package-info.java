/**
 * Exports as tables for other programs and for spreadsheets: what they can say, and nothing that one
 * would run.
 */
@NullMarked
package dev.colophon.transfer.export.table;

import org.jspecify.annotations.NullMarked;
