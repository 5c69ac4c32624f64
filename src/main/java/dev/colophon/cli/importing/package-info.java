/**
 * The verb {@code import} with its progress and its summary.
 */
@NullMarked
package dev.colophon.cli.importing;

import org.jspecify.annotations.NullMarked;
