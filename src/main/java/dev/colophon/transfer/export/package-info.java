/**
 * A reader's own data on its way out: which files there are, and who may have one made now. What is in
 * them stands in the packages below.
 */
@NullMarked
package dev.colophon.transfer.export;

import org.jspecify.annotations.NullMarked;
