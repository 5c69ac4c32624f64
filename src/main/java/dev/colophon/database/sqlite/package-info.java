/**
 * What is so only on SQLite: one writer, a file, its lock, copies and inspection.
 */
@NullMarked
package dev.colophon.database.sqlite;

import org.jspecify.annotations.NullMarked;
