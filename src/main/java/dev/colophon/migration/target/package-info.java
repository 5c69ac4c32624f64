/**
 * The two engines as targets of a migrator, and what belongs to one of them only. Whatever a
 * migrator does the same on both is not here.
 */
@NullMarked
package dev.colophon.migration.target;

import org.jspecify.annotations.NullMarked;
