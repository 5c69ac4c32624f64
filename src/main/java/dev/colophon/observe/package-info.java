/**
 * What an operator sees: every metric's name, tags and help text in one file, the health checks and
 * the boot report. Rooms report facts here; nothing here acts on them.
 */
@NullMarked
package dev.colophon.observe;

import org.jspecify.annotations.NullMarked;
