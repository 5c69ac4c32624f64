package dev.colophon.backup.codec;

/** A value that the canonical form, and so the other database, cannot hold. Who knows the row names it. */
public final class UnportableValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;

    UnportableValue(int column, String why) {
        super(why);
        this.column = column;
    }

    /** Its place in the row, from 0. */
    public int column() {
        return column;
    }
}
