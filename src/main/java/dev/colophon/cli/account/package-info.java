/**
 * The verbs that make accounts and set passwords, and how a password is asked for.
 */
@NullMarked
package dev.colophon.cli.account;

import org.jspecify.annotations.NullMarked;
