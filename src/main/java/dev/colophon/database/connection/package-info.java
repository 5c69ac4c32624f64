/**
 * Connections of the running program: pool, permit, loans, probe and the gate that closes while
 * the database is away. It knows no statement.
 */
@NullMarked
package dev.colophon.database.connection;

import org.jspecify.annotations.NullMarked;
