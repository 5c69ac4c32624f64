/**
 * The environment contract: every variable is declared once, parsed and validated together with all
 * others, and handed on as records. Other rooms see those records and never the environment.
 */
@NullMarked
package dev.colophon.settings;

import org.jspecify.annotations.NullMarked;
