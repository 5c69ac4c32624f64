package dev.colophon.transfer.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * CSV text without the blanks that align its columns before an opening and after a closing quote,
 * where the parser would take the quotes for content. It has an option for them, but then refuses a
 * cell that only begins with a quoted word; here all that is no whole quoted cell stays as it is.
 */
final class UnpaddedText extends Reader {
    private static final int CHUNK = 1 << 13;
    private static final int END = -1;
    private static final int TOO_LONG = -2;

    private final BufferedReader source;
    private final char separator;
    private final int longestPadded;
    private final StringBuilder ready = new StringBuilder();
    private int position;
    private int taken;
    private boolean insideOfCell;

    /**
     * @param longestCell in characters; as much again is read as its padding
     */
    UnpaddedText(BufferedReader source, char separator, int longestCell) {
        this.source = source;
        this.separator = separator;
        this.longestPadded = 2 * longestCell;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (position == ready.length()) {
            fill();
        }
        int count = Math.min(length, ready.length() - position);
        ready.getChars(position, position + count, target, offset);
        position += count;
        return count == 0 && length > 0 ? END : count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void fill() throws IOException {
        ready.setLength(0);
        position = 0;
        int begin;
        do {
            begin = ready.length();
            source.mark(longestPadded + 1);
            taken = 0;
            if (insideOfCell || !quotedCell()) {
                source.reset();
                ready.setLength(begin);
                otherCell();
            }
        } while (ready.length() > begin && ready.length() < CHUNK);
    }

    /** Takes a whole quoted cell and what ends it, if that is what comes next. */
    private boolean quotedCell() throws IOException {
        if (afterBlanks(take()) != '"') {
            return false;
        }
        ready.append('"');
        for (int next = take(); next >= 0; next = take()) {
            ready.append((char) next);
            if (next == '"') {
                int after = take();
                if (after != '"') {
                    return isWhole(afterBlanks(after));
                }
                ready.append('"');
            }
        }
        return false;
    }

    private boolean isWhole(int behind) {
        if (behind >= 0) {
            ready.append((char) behind);
        }
        return behind == END || endsCell(behind);
    }

    private void otherCell() throws IOException {
        insideOfCell = true;
        while (insideOfCell && ready.length() < CHUNK) {
            int next = source.read();
            insideOfCell = next >= 0 && !endsCell(next);
            if (next >= 0) {
                ready.append((char) next);
            }
        }
    }

    private int afterBlanks(int first) throws IOException {
        int next = first;
        while (next != separator && (next == '\t' || Character.isSpaceChar(next))) {
            next = take();
        }
        return next;
    }

    private int take() throws IOException {
        return ++taken > longestPadded ? TOO_LONG : source.read();
    }

    private boolean endsCell(int character) {
        return character == separator || character == '\n' || character == '\r';
    }
}
