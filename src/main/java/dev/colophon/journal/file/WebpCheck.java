package dev.colophon.journal.file;

/** A WebP file says in its bytes 4 to 7 how many follow them. */
final class WebpCheck implements ContentCheck {
    private static final int HEADER_BYTES = 8;

    private long seen;
    private long following;

    @Override
    public boolean accepts(byte[] bytes, int offset, int length) {
        for (int index = 0; index < length && seen + index < HEADER_BYTES; index++) {
            long position = seen + index;
            if (position >= 4) {
                following |= (bytes[offset + index] & 0xffL) << (8 * (position - 4));
            }
        }
        seen += length;
        return true;
    }

    @Override
    public boolean isWhole() {
        return seen >= HEADER_BYTES + following;
    }
}
