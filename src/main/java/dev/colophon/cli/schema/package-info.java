/**
 * Verbs that tell of the schema. They change nothing: that is what {@code migrate} is for.
 */
@NullMarked
package dev.colophon.cli.schema;

import org.jspecify.annotations.NullMarked;
