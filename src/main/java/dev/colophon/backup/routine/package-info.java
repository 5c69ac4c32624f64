/** What belongs to every backup, whether the schedule or a person wants it. */
@NullMarked
package dev.colophon.backup.routine;

import org.jspecify.annotations.NullMarked;
