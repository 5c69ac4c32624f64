/**
 * Books as an export carries them to another server and back: their facts under a key that stays the
 * same wherever they go. What readers say of them is copied by later rooms.
 */
@NullMarked
package dev.colophon.catalogue.copy;

import org.jspecify.annotations.NullMarked;
