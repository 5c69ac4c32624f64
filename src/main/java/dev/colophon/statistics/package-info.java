/**
 * What a reader's own reads come to: numbers of a year or of all time, exact to the last row. What has no date is
 * counted apart and never guessed; what has no length adds none. Nothing is kept: every number is made when it is asked
 * for, from the reads of one reader.
 */
@NullMarked
package dev.colophon.statistics;

import org.jspecify.annotations.NullMarked;
