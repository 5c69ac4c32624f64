package dev.colophon.backup.archive.tar;

import dev.colophon.backup.format.ArchiveFault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The block before an entry of a tar (POSIX.1-1988, ustar): always a plain file with mode 0600 that belongs to nobody.
 *
 * @param modifiedSeconds since 1970
 */
public record TarHeader(String name, long bytes, long modifiedSeconds) {
    public static final int BLOCK_BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int NUMBER_DIGITS = 11;
    private static final long NUMBER_LIMIT = 1L << (3 * NUMBER_DIGITS);

    public TarHeader {
        if (name.isEmpty() || name.length() >= NAME_BYTES) {
            throw new IllegalArgumentException("a name has up to 99 characters");
        }
        if (bytes < 0 || bytes >= NUMBER_LIMIT || modifiedSeconds < 0 || modifiedSeconds >= NUMBER_LIMIT) {
            throw new IllegalArgumentException("a number has up to 11 octal digits");
        }
    }

    /** The zeros behind an entry up to the next block. */
    public static int padding(long bytes) {
        return (int) (-bytes & (BLOCK_BYTES - 1));
    }

    public byte[] encode() {
        byte[] block = new byte[BLOCK_BYTES];
        put(block, 0, name);
        put(block, 100, "0000600");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, SIZE_AT, octal(bytes, NUMBER_DIGITS));
        put(block, TIME_AT, octal(modifiedSeconds, NUMBER_DIGITS));
        put(block, SUM_AT, "        ");
        put(block, 156, "0");
        put(block, 257, "ustar\0" + "00");
        put(block, 329, "0000000");
        put(block, 337, "0000000");
        put(block, SUM_AT, octal(sum(block), 6) + "\0");
        return block;
    }

    /**
     * Reads what {@link #encode} wrote, and nothing else: no other type, owner, checksum or spelling.
     *
     * @throws ArchiveFault otherwise
     */
    static TarHeader decode(byte[] block) throws ArchiveFault {
        TarHeader header;
        try {
            int end = 0;
            while (end < NAME_BYTES && block[end] != 0) {
                end++;
            }
            header = new TarHeader(text(block, 0, end), number(block, SIZE_AT), number(block, TIME_AT));
        } catch (IllegalArgumentException other) {
            throw otherBlock();
        }
        if (!Arrays.equals(header.encode(), block)) {
            throw otherBlock();
        }
        return header;
    }

    private static ArchiveFault otherBlock() {
        return new ArchiveFault("archive", "has something else where an entry should begin");
    }

    private static long number(byte[] block, int at) {
        return Long.parseLong(text(block, at, NUMBER_DIGITS), 8);
    }

    private static String text(byte[] block, int at, int length) {
        return new String(block, at, length, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static String octal(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number);
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        return sum;
    }
}
