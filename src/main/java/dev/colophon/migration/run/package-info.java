/**
 * The parts of one run of migrations: lock, fence, safety copy, Flyway, grants. {@link
 * dev.colophon.migration.Migrator} puts them in order.
 */
@NullMarked
package dev.colophon.migration.run;

import org.jspecify.annotations.NullMarked;
