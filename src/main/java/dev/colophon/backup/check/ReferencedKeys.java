package dev.colophon.backup.check;

/** The keys of a table that others refer to. What refers to it may come before it, after it, or be itself. */
final class ReferencedKeys {
    private final KeySet present = new KeySet();
    private KeySet wanted = new KeySet();
    private boolean complete;

    void add(long key) {
        present.add(key);
    }

    /** Whether a row may refer to this key; before the table was read, any may. */
    boolean allows(long key) {
        if (present.contains(key)) {
            return true;
        }
        wanted.add(key);
        return !complete;
    }

    /** Ends the table, and says whether all is there that was referred to until now. */
    boolean complete() {
        complete = true;
        boolean closed = present.containsAll(wanted);
        wanted = new KeySet();
        return closed;
    }
}
