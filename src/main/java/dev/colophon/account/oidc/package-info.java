/**
 * OpenID Connect: what is asked of the one provider that the settings name, and whether to believe what it says of
 * somebody. It knows no account; whose account somebody has is decided in {@code account.identity}.
 */
@NullMarked
package dev.colophon.account.oidc;

import org.jspecify.annotations.NullMarked;
