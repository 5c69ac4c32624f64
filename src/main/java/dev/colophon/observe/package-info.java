/**
 * What an operator sees: what the metrics tell of the instance and its JVM, the health checks and
 * the boot report. Rooms report facts here; nothing here acts on them.
 */
@NullMarked
package dev.colophon.observe;

import org.jspecify.annotations.NullMarked;
