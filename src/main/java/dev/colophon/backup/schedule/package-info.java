/**
 * When backups run inside the program: the five fields of cron in UTC, and one thread that follows them. What runs, and
 * what comes of it, is for whoever hands the job in.
 */
@NullMarked
package dev.colophon.backup.schedule;

import org.jspecify.annotations.NullMarked;
