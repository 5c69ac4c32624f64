/**
 * Readers among each other: who follows whom, who wants nothing to do with whom, and with {@link Policy} the one rule
 * for what somebody may see of somebody else. What there is to be seen belongs to the rooms that have it.
 */
@NullMarked
package dev.colophon.people;

import org.jspecify.annotations.NullMarked;
