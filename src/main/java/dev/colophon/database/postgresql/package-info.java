/**
 * What is so only on PostgreSQL: roles, probes that hang, refusals and waiting for the server.
 */
@NullMarked
package dev.colophon.database.postgresql;

import org.jspecify.annotations.NullMarked;
