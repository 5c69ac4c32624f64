/** What tests of every room share: real databases, one for each test. */
@NullMarked
package dev.colophon.testing;

import org.jspecify.annotations.NullMarked;
