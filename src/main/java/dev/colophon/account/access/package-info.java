/**
 * Access tokens that readers make for programs: made with scopes, listed, removed. How one is recognised is in {@code
 * account.token}, what each scope lets do is said where routes are declared.
 */
@NullMarked
package dev.colophon.account.access;

import org.jspecify.annotations.NullMarked;
