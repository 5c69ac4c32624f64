/**
 * How an answer of a feature becomes bytes: its headers, its body, and what a failure says and with
 * which status. It does not know what was asked.
 */
@NullMarked
package dev.colophon.web.answer;

import org.jspecify.annotations.NullMarked;
