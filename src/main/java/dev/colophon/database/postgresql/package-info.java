/**
 * What is so only on PostgreSQL: a server that is connected to by roles, refuses or hangs, and its
 * SQLSTATEs.
 */
@NullMarked
package dev.colophon.database.postgresql;

import org.jspecify.annotations.NullMarked;
