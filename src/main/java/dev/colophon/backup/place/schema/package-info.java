/**
 * The place of a restore in a PostgreSQL database: its locks, the schemas beside the live one, and the exchange of
 * their objects in one transaction.
 */
@NullMarked
package dev.colophon.backup.place.schema;

import org.jspecify.annotations.NullMarked;
