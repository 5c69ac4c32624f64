package dev.colophon.shelf.action;

import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come, as they say it.
 *
 * @param reachedAt when; null means now
 */
public record SaidProgress(
        @Nullable Unit unit,
        @Nullable Integer amount,
        @Nullable Instant reachedAt) {

    static SaidProgress of(ReadingProgress progress) {
        return new SaidProgress(progress.unit(), progress.amount(), progress.reachedAt());
    }
}
