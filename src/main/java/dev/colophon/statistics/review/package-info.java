/** A year in review: what the reads of one year come to, with the books themselves. */
@NullMarked
package dev.colophon.statistics.review;

import org.jspecify.annotations.NullMarked;
