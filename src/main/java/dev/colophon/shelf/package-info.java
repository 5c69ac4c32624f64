/**
 * Each reader's shelf: entries with status, reads, rating and tags, their rules, lists and rows.
 * It does not know where a book came from: files of other systems are the business of {@code
 * transfer}.
 */
@NullMarked
package dev.colophon.shelf;

import org.jspecify.annotations.NullMarked;
