/**
 * Access tokens: signed, checked, cached for a moment and revoked.
 */
@NullMarked
package dev.colophon.account.token;

import org.jspecify.annotations.NullMarked;
