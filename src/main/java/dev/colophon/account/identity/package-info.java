/**
 * Whose account somebody has whom the provider of {@code account.oidc} has recognised: identities, linked by readers
 * themselves, and the pages of that way to sign in. An address of mail never links anything.
 */
@NullMarked
package dev.colophon.account.identity;

import org.jspecify.annotations.NullMarked;
