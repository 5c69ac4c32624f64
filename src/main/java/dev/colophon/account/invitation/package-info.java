/**
 * Invitations: links by which people make an account where strangers may not. Each is good for so many accounts and
 * until a day; only its hash is kept.
 */
@NullMarked
package dev.colophon.account.invitation;

import org.jspecify.annotations.NullMarked;
