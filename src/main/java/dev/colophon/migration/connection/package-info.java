/**
 * The connections on which a schema is changed: unpooled, with limits for locks, ended with their
 * client, and their failures in words.
 */
@NullMarked
package dev.colophon.migration.connection;

import org.jspecify.annotations.NullMarked;
