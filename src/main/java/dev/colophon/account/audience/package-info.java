/**
 * The words for who may see what: of an account, and of one thing that a reader has. Who it is that looks, and whether
 * they may, is decided in the room {@code people}.
 */
@NullMarked
package dev.colophon.account.audience;

import org.jspecify.annotations.NullMarked;
