/** A reader's page for others. */
@NullMarked
package dev.colophon.profile.pages;

import org.jspecify.annotations.NullMarked;
