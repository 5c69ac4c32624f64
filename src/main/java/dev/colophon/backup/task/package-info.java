/**
 * What is done with backups while the data stays as it is: create, verify, remove, compare, look for trouble. How it is
 * asked for and shown is {@code cli}'s.
 */
@NullMarked
package dev.colophon.backup.task;

import org.jspecify.annotations.NullMarked;
