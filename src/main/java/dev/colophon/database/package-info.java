/**
 * The only door to SQL. {@link dev.colophon.database.Database} lends a {@link
 * dev.colophon.database.Session} to a lambda and takes it back, so that a connection cannot leak
 * into a feature; the two dialects are behind one name. Rules of the product do not belong here.
 */
@NullMarked
package dev.colophon.database;

import org.jspecify.annotations.NullMarked;
