/**
 * Tokens: of sessions, which are signed, and of programs, which are stored by their hash; checked, cached for a moment
 * and revoked.
 */
@NullMarked
package dev.colophon.account.token;

import org.jspecify.annotations.NullMarked;
