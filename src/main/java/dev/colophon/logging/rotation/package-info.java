/**
 * When a log file ends and how long ended ones are kept: what Logback does, with a calendar that its threads may share.
 * Opening and checking the file is the room's.
 */
@NullMarked
package dev.colophon.logging.rotation;

import org.jspecify.annotations.NullMarked;
