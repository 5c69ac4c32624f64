/**
 * Passwords: what is accepted and how it is kept and compared.
 */
@NullMarked
package dev.colophon.account.password;

import org.jspecify.annotations.NullMarked;
