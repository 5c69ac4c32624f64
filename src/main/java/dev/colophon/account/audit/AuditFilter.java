package dev.colophon.account.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param reader whom they concern; null for anybody
 * @param action null for any
 */
public record AuditFilter(@Nullable UUID reader, @Nullable AuditAction action) {}
