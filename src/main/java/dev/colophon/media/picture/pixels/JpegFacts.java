package dev.colophon.media.picture.pixels;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the segments before the pixels of a JPEG say.
 *
 * @param progressive whether its pixels come in several scans
 * @param scans how many begin in the file, those of a preview included
 */
record JpegFacts(boolean progressive, int scans, Orientation orientation) {
    private static final int MARKER = 0xff;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int START = 0xd8;
    private static final int PROGRESSIVE = 0xc2;
    private static final int PROGRESSIVE_ARITHMETIC = 0xca;
    private static final int EXIF = 0xe1;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads them.
     *
     * @throws IOException when the file ends in their midst
     */
    static JpegFacts of(Path file) throws IOException {
        boolean progressive = false;
        Orientation orientation = Orientation.UPRIGHT;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int marker = next(in); marker != SCAN && marker != END; marker = next(in)) {
                if (marker == START) {
                    continue;
                }
                byte[] segment = new byte[Math.max(0, in.readUnsignedShort() - 2)];
                in.readFully(segment);
                progressive |= marker == PROGRESSIVE || marker == PROGRESSIVE_ARITHMETIC;
                if (marker == EXIF && startsWith(segment, EXIF_NAME) && orientation == Orientation.UPRIGHT) {
                    orientation = Orientation.ofTiff(Arrays.copyOfRange(segment, EXIF_NAME.length, segment.length));
                }
            }
        }
        return new JpegFacts(progressive, scans(file), orientation);
    }

    private static int next(DataInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        if (value != MARKER) {
            throw new EOFException("no marker");
        }
        while (value == MARKER) {
            value = in.readUnsignedByte();
        }
        return value;
    }

    private static boolean startsWith(byte[] segment, byte[] name) {
        return segment.length >= name.length && Arrays.mismatch(segment, name) >= name.length;
    }

    private static int scans(Path file) throws IOException {
        int scans = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int before = 0;
            for (int value = in.read(); value >= 0; value = in.read()) {
                scans += before == MARKER && value == SCAN ? 1 : 0;
                before = value;
            }
        }
        return scans;
    }
}
