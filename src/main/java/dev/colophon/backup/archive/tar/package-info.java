/**
 * The entries of a tar, of the one form that archives have: plain files, as POSIX.1-1988 has them. What their names and
 * bytes mean is {@code backup.archive}'s.
 */
@NullMarked
package dev.colophon.backup.archive.tar;

import org.jspecify.annotations.NullMarked;
