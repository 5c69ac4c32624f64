/**
 * The tables of a database as its catalogue tells them, in terms that both databases share. Reading and writing their
 * rows is for others; so are migrations.
 */
@NullMarked
package dev.colophon.backup.schema;

import org.jspecify.annotations.NullMarked;
