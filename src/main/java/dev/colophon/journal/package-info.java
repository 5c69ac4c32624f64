/**
 * What readers write down about the books on their shelves or copy out of them: notes and quotes,
 * the files on them, their rules, rows and lists. Everything here is its reader's alone. What a reader says of an entry
 * as a whole, such as a review, is the business of {@code shelf}.
 */
@NullMarked
package dev.colophon.journal;

import org.jspecify.annotations.NullMarked;
