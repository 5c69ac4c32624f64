package dev.colophon.backup.check;

/**
 * Keys by 64 bits of their hash, in 12 to 24 bytes each; 36 for a moment while it grows. Of ten million keys one that
 * is not there is taken for one of them once in 10^12 times.
 */
final class KeySet {
    private static final int FIRST_SLOTS = 1 << 10;

    /** A power of two; 0 is free. */
    private long[] slots = new long[FIRST_SLOTS];

    private int size;

    void add(long hash) {
        if (3L * size >= 2L * slots.length) {
            grow();
        }
        if (put(slots, taken(hash))) {
            size++;
        }
    }

    boolean contains(long hash) {
        long key = taken(hash);
        return slots[slot(slots, key)] == key;
    }

    boolean containsAll(KeySet others) {
        for (long key : others.slots) {
            if (key != 0 && !contains(key)) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        long[] more = new long[Math.multiplyExact(slots.length, 2)];
        for (long key : slots) {
            if (key != 0) {
                put(more, key);
            }
        }
        slots = more;
    }

    private static boolean put(long[] slots, long key) {
        int slot = slot(slots, key);
        boolean added = slots[slot] != key;
        slots[slot] = key;
        return added;
    }

    /** Where it is, or would be. */
    private static int slot(long[] slots, long key) {
        int slot = (int) key & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static long taken(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
