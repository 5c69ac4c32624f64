/**
 * Opening the database for a verb that works beside the server.
 */
@NullMarked
package dev.colophon.cli.database;

import org.jspecify.annotations.NullMarked;
