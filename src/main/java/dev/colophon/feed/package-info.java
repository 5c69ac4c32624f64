/**
 * What readers did, as an entry each in their journals: written down in the transaction of what happened, shown to
 * themselves, to those who follow them, and on their pages. What a reader wrote down about a book is the business of
 * {@code journal}, and its text is shown to nobody here. An entry is never seen by more people than the book on the
 * shelf or the note that it is about; {@code people} decides that.
 */
@NullMarked
package dev.colophon.feed;

import org.jspecify.annotations.NullMarked;
