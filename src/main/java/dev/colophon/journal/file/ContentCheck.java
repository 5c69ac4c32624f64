package dev.colophon.journal.file;

/** Looks at the bytes of one file as they pass. */
interface ContentCheck {
    /**
     * The next bytes.
     *
     * @return false when the file cannot be of the type any more
     */
    boolean accepts(byte[] bytes, int offset, int length);

    /** Whether the file, of which everything was seen, has its end. */
    boolean isWhole();
}
