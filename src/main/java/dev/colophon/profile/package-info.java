/**
 * What a reader shows of their shelf to others, as far as the one who looks may see; {@code people} decides that.
 * Nothing is changed here, and what is the reader's alone (private notes, places, borrowers, tags) is never selected.
 */
@NullMarked
package dev.colophon.profile;

import org.jspecify.annotations.NullMarked;
