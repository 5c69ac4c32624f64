/**
 * Unexpected faults, told to a Sentry server as they are logged: whatever the log has at level ERROR, and a start that
 * fails by a fault. A report holds where in the code it happened and during which request; texts of exceptions, which
 * can hold anything, stay in the log.
 */
@NullMarked
package dev.colophon.monitoring.fault;

import org.jspecify.annotations.NullMarked;
