/**
 * How log lines look and where they go: one line of JSON for collectors or of text for people, on
 * stdout and, when asked, in rotated files. Writing is synchronous, so that no line is lost at the
 * end; one line costs about a microsecond. Other rooms log through SLF4J and need this room only
 * for the request's id.
 */
@NullMarked
package dev.colophon.logging;

import org.jspecify.annotations.NullMarked;
