/**
 * Links by which readers set a new password when they have forgotten theirs. An admin makes one and hands it on; it is
 * good once and for a day, and only its hash is kept.
 */
@NullMarked
package dev.colophon.account.reset;

import org.jspecify.annotations.NullMarked;
