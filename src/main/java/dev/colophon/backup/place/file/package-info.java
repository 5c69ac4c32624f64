/**
 * The place of a restore in a SQLite file: its locks, the files beside the database, and the exchange of one for
 * another. A crash at any point leaves the old file or the new one, whole.
 */
@NullMarked
package dev.colophon.backup.place.file;

import org.jspecify.annotations.NullMarked;
