/**
 * Fills an empty schema that nobody uses with the canonical rows of an archive. Making the schema and putting it in the
 * place of the live one is for others.
 */
@NullMarked
package dev.colophon.backup.load;

import org.jspecify.annotations.NullMarked;
