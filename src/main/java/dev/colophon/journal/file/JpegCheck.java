package dev.colophon.journal.file;

/**
 * A JPEG file is a row of segments, with the picture between some of them, and an end that is not the
 * end of the thumbnail inside. Telephones append films to it.
 */
final class JpegCheck implements ContentCheck {
    private static final int MARK = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private State state = State.BETWEEN;
    private boolean marked;
    private int marker;
    private int left;

    private enum State {
        /** A mark must follow. */
        BETWEEN,
        LENGTH_HIGH,
        LENGTH_LOW,
        SEGMENT,
        PICTURE,
        ENDED
    }

    @Override
    public boolean accepts(byte[] bytes, int offset, int length) {
        for (int index = offset; index < offset + length; index++) {
            if (!accepts(bytes[index] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isWhole() {
        return state == State.ENDED;
    }

    private boolean accepts(int octet) {
        switch (state) {
            case ENDED -> {}
            case LENGTH_HIGH -> {
                left = octet << 8;
                state = State.LENGTH_LOW;
            }
            case LENGTH_LOW -> {
                // the length counts its own two bytes
                left += octet - 2;
                endSegment();
                return left >= 0;
            }
            case SEGMENT -> {
                left--;
                endSegment();
            }
            case BETWEEN, PICTURE -> {
                return mark(octet);
            }
        }
        return true;
    }

    private void endSegment() {
        state = left > 0 ? State.SEGMENT : marker == SCAN ? State.PICTURE : State.BETWEEN;
    }

    private boolean mark(int octet) {
        if (octet == MARK) {
            marked = true;
            return true;
        }
        boolean marker = marked;
        marked = false;
        if (!marker) {
            return state == State.PICTURE;
        }
        meet(octet);
        return true;
    }

    /** Marks without a segment: the start, and what stands within the picture. */
    private void meet(int met) {
        boolean alone = met <= 0x01 || (met >= 0xd0 && met <= START);
        if (met == END) {
            state = State.ENDED;
        } else if (!alone) {
            marker = met;
            state = State.LENGTH_HIGH;
        }
    }
}
