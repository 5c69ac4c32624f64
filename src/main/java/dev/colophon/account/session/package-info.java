/**
 * Where readers are signed in: remembered at each sign-in by the name of the device, listed, and ended one by one or
 * all but one. Whether the token of a session is good is decided in {@code account.token}.
 */
@NullMarked
package dev.colophon.account.session;

import org.jspecify.annotations.NullMarked;
