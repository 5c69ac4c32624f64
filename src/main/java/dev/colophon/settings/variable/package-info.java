/**
 * What a declaration of a variable consists of: its name, the type that takes its text, its default
 * in each profile, and the group that it belongs to. A room declares its own settings with this
 * alone; it holds no value and reads nothing.
 */
@NullMarked
package dev.colophon.settings.variable;

import org.jspecify.annotations.NullMarked;
