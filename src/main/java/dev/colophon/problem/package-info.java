/**
 * What can go wrong, named once: {@link dev.colophon.problem.Problem} for a caller of the running
 * program and {@link dev.colophon.problem.StartFailure} for the person who starts it. Nothing here
 * knows HTTP, SQL or a terminal; those rooms decide how a failure looks to their audience.
 */
@NullMarked
package dev.colophon.problem;

import org.jspecify.annotations.NullMarked;
