/**
 * How log lines look and where they go: one line of JSON for collectors or of text for people, on
 * stdout and, when asked, in rotated files. Writing is synchronous, so that no line is lost at the
 * end; one line costs about a microsecond. Other rooms log through SLF4J and need this room only
 * for the request's id.
 *
 * <p>One style for every event. Loggers are named LOG. The message says what happened, begins in lower case and has no
 * full stop. Values that operators search or count by are pairs ({@code addKeyValue}), each under one name everywhere:
 * {@code request_id}, {@code trace_id}, {@code statement}, {@code import}, {@code reason}, {@code warning}, {@code ms},
 * {@code seconds}. What only completes the sentence, such as a path, a port or the text of a failure, is formatted into
 * it. A stack trace is logged once, by whoever ends the matter.
 */
@NullMarked
package dev.colophon.logging;

import org.jspecify.annotations.NullMarked;
