/**
 * What a database holds at one moment: its tables, told by the catalogue alone, and their rows in the canonical form.
 * Nothing is changed here, and what becomes of the rows is for other packages.
 */
@NullMarked
package dev.colophon.backup.capture;

import org.jspecify.annotations.NullMarked;
