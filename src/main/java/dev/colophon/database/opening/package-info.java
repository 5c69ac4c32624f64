/**
 * Opens the database that the settings name, and waits for it: the one place that knows of both
 * engines. It runs no statement.
 */
@NullMarked
package dev.colophon.database.opening;

import org.jspecify.annotations.NullMarked;
