/** What runs in the background of this instance, and the imports of all readers: to look at, and nothing to change. */
@NullMarked
package dev.colophon.admin.job;

import org.jspecify.annotations.NullMarked;
