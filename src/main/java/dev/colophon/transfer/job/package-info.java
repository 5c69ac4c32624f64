/**
 * Import jobs and their rows as they are kept in the database, with the lease of whoever works on them. What is done
 * with a row is decided in the packages around it.
 */
@NullMarked
package dev.colophon.transfer.job;

import org.jspecify.annotations.NullMarked;
