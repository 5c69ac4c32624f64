/**
 * What readers mean to read in a year, and how far they have come: counted from the same reads as every other number,
 * each time that somebody asks. Nothing is kept but the target, so that a read that is added, corrected or removed
 * later is right at once.
 */
@NullMarked
package dev.colophon.statistics.goal;

import org.jspecify.annotations.NullMarked;
