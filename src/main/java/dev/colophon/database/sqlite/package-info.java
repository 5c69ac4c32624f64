/**
 * What is so only on SQLite: one writer, a file, its lock and its copies, and its result codes.
 */
@NullMarked
package dev.colophon.database.sqlite;

import org.jspecify.annotations.NullMarked;
