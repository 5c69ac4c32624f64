/**
 * The environment contract: every variable is declared once, in the record that carries its value,
 * parsed and validated together with all others. Other rooms see those records and never the
 * environment; a later room declares its own in the same way.
 */
@NullMarked
package dev.colophon.settings;

import org.jspecify.annotations.NullMarked;
