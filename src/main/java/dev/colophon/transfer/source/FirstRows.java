package dev.colophon.transfer.source;

import java.util.Arrays;

/** The first row of each key, known by its hash. Twelve bytes a place: as objects they were most of the heap. */
final class FirstRows {
    private static final int FREE = -1;

    private long[] hashes = new long[1 << 12];
    private int[] rows = free(hashes.length);
    private int size;

    /** The row that had the hash first, which is this one if none had. */
    int putIfAbsent(long hash, int row) {
        if (4L * size >= 3L * rows.length) {
            grow();
        }
        int place = place(hash);
        if (rows[place] != FREE) {
            return rows[place];
        }
        put(place, hash, row);
        return row;
    }

    private void put(int place, long hash, int row) {
        hashes[place] = hash;
        rows[place] = row;
        size++;
    }

    /** Where the hash is, or would be. */
    private int place(long hash) {
        int place = Long.hashCode(hash * 0x9E3779B97F4A7C15L) & (rows.length - 1);
        while (rows[place] != FREE && hashes[place] != hash) {
            place = (place + 1) & (rows.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRows = rows;
        hashes = new long[2 * oldHashes.length];
        rows = free(hashes.length);
        size = 0;
        for (int old = 0; old < oldRows.length; old++) {
            if (oldRows[old] != FREE) {
                put(place(oldHashes[old]), oldHashes[old], oldRows[old]);
            }
        }
    }

    private static int[] free(int length) {
        int[] rows = new int[length];
        Arrays.fill(rows, FREE);
        return rows;
    }
}
