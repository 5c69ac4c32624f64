package dev.colophon.shelf.copy;

import dev.colophon.shelf.copy.EntryCopy.ReadCopy;
import java.util.List;

/**
 * Some of the progress of one read, found again by what the read says: its place may be another one on the shelf where
 * it is put.
 *
 * @param same how many reads before it in its entry say the same
 * @param lines oldest first
 */
public record ProgressOfRead(ReadCopy read, int same, List<ProgressCopy> lines) {
    public ProgressOfRead {
        lines = List.copyOf(lines);
    }
}
