package dev.colophon.backup.codec;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as {@link RowWriter} writes them, one at a time, and takes no other form of them. A row is checked whole
 * before its first value is given. Columns count from 0 in the order of the layout.
 */
public final class RowReader {
    /** A power of two, so that doubling meets the limit. */
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final String table;
    private final List<ColumnLayout> columns;
    private final int[] begins;
    private final int[] ends;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int rowBegin;
    private int rowEnd;
    private int filled;
    private long rows;

    /** Leaves {@code in} open. */
    public RowReader(InputStream in, TableLayout table) {
        this.in = in;
        this.table = table.name();
        columns = table.columns();
        begins = new int[columns.size()];
        ends = new int[columns.size()];
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws ArchiveFault when it is not in the canonical form or does not fit the layout
     */
    public boolean next() throws IOException {
        if (!findRow()) {
            return false;
        }
        rows++;
        split();
        for (int column = 0; column < columns.size(); column++) {
            @Nullable String wrong = Field.wrong(buffer, begins[column], ends[column], columns.get(column));
            if (wrong != null) {
                throw fault("column " + columns.get(column).name() + " " + wrong);
            }
        }
        return true;
    }

    /** How many rows were read so far. */
    public long rows() {
        return rows;
    }

    /** How long the row is, without its LF. */
    public int rowBytes() {
        return rowEnd - rowBegin;
    }

    public boolean isNull(int column) {
        return Field.isNull(buffer, begins[column], ends[column]);
    }

    /** Not for null. */
    public String text(int column) {
        int begin = begins[column];
        int end = ends[column];
        int escape = begin;
        while (escape < end && buffer[escape] != '\\') {
            escape++;
        }
        return escape == end
                ? new String(buffer, begin, end - begin, StandardCharsets.UTF_8)
                : unescaped(begin, escape, end);
    }

    private String unescaped(int begin, int escape, int end) {
        byte[] plain = Arrays.copyOfRange(buffer, begin, end);
        int length = escape - begin;
        for (int at = escape; at < end; at++) {
            plain[length++] = buffer[at] == '\\' ? Escapes.meaning(buffer[++at]) : buffer[at];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** Not for null. */
    public long integer(int column) {
        return Long.parseLong(ascii(begins[column], ends[column]));
    }

    /** Not for null. */
    public boolean truth(int column) {
        return buffer[begins[column]] == 't';
    }

    /** Not for null. */
    public byte[] bytes(int column) {
        return HexFormat.of().parseHex(ascii(begins[column] + Field.HEXADECIMAL.length, ends[column]));
    }

    private String ascii(int begin, int end) {
        return new String(buffer, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private boolean findRow() throws IOException {
        rowBegin = rows == 0 ? 0 : rowEnd + 1;
        int at = rowBegin;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled) {
                rowEnd = at;
                return true;
            }
            int searched = at - rowBegin;
            if (!fill()) {
                if (searched > 0) {
                    rows++;
                    throw fault("it has no end");
                }
                rowEnd = rowBegin - 1;
                return false;
            }
            at = rowBegin + searched;
        }
    }

    /** Reads more behind the row's begin, which moves to the front of the buffer. */
    private boolean fill() throws IOException {
        int kept = filled - rowBegin;
        byte[] wider = kept > buffer.length / 2 ? wider(kept) : buffer;
        System.arraycopy(buffer, rowBegin, wider, 0, kept);
        buffer = wider;
        rowBegin = 0;
        filled = kept;
        int read = read();
        filled += Math.max(read, 0);
        return read > 0;
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, filled, buffer.length - filled);
        } catch (EOFException early) {
            throw new ArchiveFault(table, "ends early after row " + rows);
        }
    }

    private byte[] wider(int kept) throws ArchiveFault {
        if (kept == RowLimit.MAX_BYTES) {
            rows++;
            throw fault("it is larger than " + (RowLimit.MAX_BYTES >> 20) + " MiB");
        }
        return buffer.length == RowLimit.MAX_BYTES ? buffer : new byte[2 * buffer.length];
    }

    private void split() throws ArchiveFault {
        int column = 0;
        int begin = rowBegin;
        for (int at = rowBegin; at <= rowEnd; at++) {
            if (at < rowEnd && buffer[at] != '\t') {
                continue;
            }
            if (column == begins.length) {
                throw fault("it has more than " + begins.length + " columns");
            }
            begins[column] = begin;
            ends[column++] = at;
            begin = at + 1;
        }
        if (column < begins.length) {
            throw fault("it has " + column + " columns instead of " + begins.length);
        }
    }

    private ArchiveFault fault(String why) {
        return new ArchiveFault(table, "row " + rows + ": " + why);
    }
}
