/**
 * Passwords: what is accepted, how it is kept and compared, and how often one may be tried.
 */
@NullMarked
package dev.colophon.account.password;

import org.jspecify.annotations.NullMarked;
