/**
 * The verbs of {@code colophon backup} that leave the data as it is; each is a class of {@code backup.task} at
 * work.
 */
@NullMarked
package dev.colophon.cli.backup;

import org.jspecify.annotations.NullMarked;
