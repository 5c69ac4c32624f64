/** The verb {@code export} with its progress. */
@NullMarked
package dev.colophon.cli.exporting;

import org.jspecify.annotations.NullMarked;
