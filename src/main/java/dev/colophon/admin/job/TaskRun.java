package dev.colophon.admin.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done again and again, such as a sweep; also as JSON.
 *
 * @param lastRunAt when it ended last; null before the first time
 * @param failed whether it failed then
 */
public record TaskRun(
        String name, long intervalSeconds, @Nullable Instant lastRunAt, boolean failed) {}
