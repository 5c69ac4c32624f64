package dev.colophon.transfer.source;

import org.jspecify.annotations.Nullable;

/**
 * How a reader says that their file is to be read.
 *
 * @param system whose file it must be; null when its columns alone tell
 */
public record FileReading(@Nullable SourceSystem system) {
    /** As the columns tell. */
    public static final FileReading AUTOMATIC = new FileReading(null);
}
