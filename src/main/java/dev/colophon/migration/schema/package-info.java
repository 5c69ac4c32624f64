/**
 * What the schema is and whether this build may serve on it: scripts, stored state and the gate.
 * It changes nothing.
 */
@NullMarked
package dev.colophon.migration.schema;

import org.jspecify.annotations.NullMarked;
