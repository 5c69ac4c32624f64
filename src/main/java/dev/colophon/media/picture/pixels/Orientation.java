package dev.colophon.media.picture.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held.
 *
 * @param mirrored whether left and right are to be changed, before it is turned
 * @param quarterTurns clockwise, that make it upright
 */
record Orientation(boolean mirrored, int quarterTurns) {
    static final Orientation UPRIGHT = new Orientation(false, 0);

    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int ENTRIES_AT = 4;
    private static final int VALUE_AT = 8;

    /** What the first directory of a TIFF, as EXIF has it, says; upright when it says nothing or makes no sense. */
    static Orientation ofTiff(byte[] tiff) {
        ByteBuffer bytes = ByteBuffer.wrap(tiff);
        try {
            bytes.order(bytes.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = bytes.getInt(ENTRIES_AT);
            int entries = Short.toUnsignedInt(bytes.getShort(directory));
            for (int number = 0; number < entries; number++) {
                int entry = directory + 2 + number * ENTRY_BYTES;
                if (bytes.getShort(entry) == TAG) {
                    return of(bytes.getShort(entry + VALUE_AT));
                }
            }
        } catch (IndexOutOfBoundsException nonsense) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    /** By the number that EXIF gives it. */
    static Orientation of(int number) {
        return switch (number) {
            case 2 -> new Orientation(true, 0);
            case 3 -> new Orientation(false, 2);
            case 4 -> new Orientation(true, 2);
            case 5 -> new Orientation(true, 3);
            case 6 -> new Orientation(false, 1);
            case 7 -> new Orientation(true, 1);
            case 8 -> new Orientation(false, 3);
            default -> UPRIGHT;
        };
    }

    /** Whether width and height change places. */
    boolean isSideways() {
        return quarterTurns % 2 == 1;
    }

    /** The pixels upright. */
    Pixels apply(Pixels pixels) {
        Pixels turned = mirrored ? pixels.mirrored() : pixels;
        for (int turn = 0; turn < quarterTurns; turn++) {
            turned = turned.turned();
        }
        return turned;
    }
}
