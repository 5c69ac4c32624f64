/**
 * What an admin may do with the account of a reader: disable it, give it a role or a quota, and let its reader in again
 * who has forgotten the password or lost the second factor.
 */
@NullMarked
package dev.colophon.account.reader;

import org.jspecify.annotations.NullMarked;
