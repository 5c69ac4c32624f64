/** The pages of admins. */
@NullMarked
package dev.colophon.admin.pages;

import org.jspecify.annotations.NullMarked;
