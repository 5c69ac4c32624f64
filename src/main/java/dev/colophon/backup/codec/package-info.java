/**
 * Rows as bytes: PostgreSQL's COPY text in one canonical form, so that equal rows are equal bytes on either database.
 * Where rows come from and where they go is for other packages.
 */
@NullMarked
package dev.colophon.backup.codec;

import org.jspecify.annotations.NullMarked;
