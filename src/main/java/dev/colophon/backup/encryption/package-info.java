/**
 * Encryption of archives in the format of age (age-encryption.org/v1) for X25519 recipients, so that the tool of that
 * name opens them too. Who writes backups holds public keys only. Where keys come from is the settings'; what is
 * encrypted does not matter here.
 */
@NullMarked
package dev.colophon.backup.encryption;

import org.jspecify.annotations.NullMarked;
