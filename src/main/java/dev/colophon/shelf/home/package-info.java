/**
 * The home page: what a reader is reading now, what later rooms hand in, what came last and how much there is. It asks
 * a number of queries that does not grow.
 */
@NullMarked
package dev.colophon.shelf.home;

import org.jspecify.annotations.NullMarked;
