/**
 * What somebody gave: the environment of the process, the file {@code .env} and mounted secrets,
 * and how it is shown again. What the texts mean is not decided here.
 */
@NullMarked
package dev.colophon.settings.source;

import org.jspecify.annotations.NullMarked;
