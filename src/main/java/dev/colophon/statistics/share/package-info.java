/**
 * Links by which readers show a year to people without an account. A link is its reader's own act: it works whether or
 * not profiles are public, until it is revoked, its account goes, is disabled or becomes private. It tells of what is
 * for everybody or as the shelf is; a book for followers or nobody else is not there, not even as one of a number.
 */
@NullMarked
package dev.colophon.statistics.share;

import org.jspecify.annotations.NullMarked;
