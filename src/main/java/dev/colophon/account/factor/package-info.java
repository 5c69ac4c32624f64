/**
 * The second factor of a sign-in: one-time codes of an app (TOTP, RFC 6238) and recovery codes, set up and turned off
 * by the reader. Passwords are not known here; whoever changes the factor proves the password first.
 */
@NullMarked
package dev.colophon.account.factor;

import org.jspecify.annotations.NullMarked;
