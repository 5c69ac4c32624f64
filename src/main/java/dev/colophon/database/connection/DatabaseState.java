package dev.colophon.database.connection;

import java.time.Instant;

/**
 * Whether the database answers.
 *
 * @param reason why it does not, safe to show on the management port; empty while it does
 * @param since when this began
 */
public record DatabaseState(boolean up, String reason, Instant since) {}
