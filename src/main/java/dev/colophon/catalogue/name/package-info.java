/**
 * The names of people and series, one row for each key, for whoever writes a book. Lists of them are in the package
 * {@code browse}.
 */
@NullMarked
package dev.colophon.catalogue.name;

import org.jspecify.annotations.NullMarked;
