/** The picture that a reader shows of themselves. Pictures as such are in the room media. */
@NullMarked
package dev.colophon.account.picture;

import org.jspecify.annotations.NullMarked;
