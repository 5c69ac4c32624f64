/**
 * What every task of this room works with: settings and keys at hand, the lock, stored bytes that are hashed on their
 * way, and what a failure below means for whoever asked.
 */
@NullMarked
package dev.colophon.backup.work;

import org.jspecify.annotations.NullMarked;
