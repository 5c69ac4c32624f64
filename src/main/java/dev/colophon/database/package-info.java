/**
 * The only door to SQL. {@link dev.colophon.database.Database} lends a {@link
 * dev.colophon.database.Session} to a lambda and takes it back, so that a connection cannot leak
 * into a feature; the two dialects are behind one name, and {@code database.opening} picks one of them by
 * the settings. Helidon's DbClient works on the connection
 * that {@link dev.colophon.database.connection.Lane} has lent and keeps nothing of it: permit, pool,
 * transaction and the end of a loan are Lane's. DbClient runs what changes data; rows are read in
 * one place of Session, on the connection that DbClient hands out. Rules of the product do not
 * belong here.
 */
@NullMarked
package dev.colophon.database;

import org.jspecify.annotations.NullMarked;
