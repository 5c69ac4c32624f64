/**
 * The schema: bringing it up ({@link dev.colophon.migration.Migrator}) and deciding whether this
 * build may serve on it ({@link dev.colophon.migration.schema.SchemaGate}). The database is the truth: an
 * instance looks at the level that is stored there, never at the job that was to raise it.
 */
@NullMarked
package dev.colophon.migration;

import org.jspecify.annotations.NullMarked;
