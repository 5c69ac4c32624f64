package dev.colophon.backup.codec;

/** How large a row may be. */
public final class RowLimit {
    /** With the LF at its end; larger ones are refused when they are written, so that every archive can be read. */
    public static final int MAX_BYTES = 64 << 20;

    private RowLimit() {}
}
