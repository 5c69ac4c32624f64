/** What tests of several rooms share. */
@NullMarked
package dev.colophon.testing;

import org.jspecify.annotations.NullMarked;
