package dev.colophon.backup.codec;

import dev.colophon.backup.format.ColumnLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One value as it stands in a row, and whether it may stand there. */
final class Field {
    static final byte[] HEXADECIMAL = {'\\', '\\', 'x'};

    /** With its minus sign. */
    private static final int LONGEST_INTEGER = 20;

    private Field() {}

    static boolean isNull(byte[] row, int begin, int end) {
        return end - begin == 2 && row[begin] == '\\' && row[begin + 1] == 'N';
    }

    /** What is wrong with it, without its value; null when nothing is. */
    static @Nullable String wrong(byte[] row, int begin, int end, ColumnLayout column) {
        if (isNull(row, begin, end)) {
            return column.nullable() ? null : "must not be null";
        }
        return switch (column.kind()) {
            case TEXT -> wrongText(row, begin, end);
            case INTEGER -> isInteger(row, begin, end) ? null : "is no integer";
            case BOOLEAN ->
                end - begin == 1 && (row[begin] == 't' || row[begin] == 'f') ? null : "is neither true nor false";
            case BYTES -> isHexadecimal(row, begin, end) ? null : "is not bytes in hexadecimal";
        };
    }

    private static @Nullable String wrongText(byte[] row, int begin, int end) {
        boolean ascii = true;
        for (int at = begin; at < end; at++) {
            byte next = row[at];
            if (next < 0) {
                ascii = false;
            } else if (next == '\\') {
                at++;
                if (at == end || Escapes.meaning(row[at]) == 0) {
                    return "has an unknown escape";
                }
            } else if (next == 0 || Escapes.letter(next) != 0) {
                return "has a control character that is not escaped";
            }
        }
        return ascii || WellFormed.isUtf8(row, begin, end) ? null : "is not UTF-8";
    }

    /** In its shortest form and no larger than 64 bits. */
    private static boolean isInteger(byte[] row, int begin, int end) {
        int length = end - begin;
        if (length == 0 || length > LONGEST_INTEGER) {
            return false;
        }
        String digits = new String(row, begin, length, StandardCharsets.ISO_8859_1);
        try {
            return Long.toString(Long.parseLong(digits)).equals(digits);
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static boolean isHexadecimal(byte[] row, int begin, int end) {
        int length = end - begin - HEXADECIMAL.length;
        if (length < 0 || length % 2 != 0) {
            return false;
        }
        for (int at = begin; at < end; at++) {
            byte next = row[at];
            int place = at - begin;
            boolean fits = place < HEXADECIMAL.length
                    ? next == HEXADECIMAL[place]
                    : next >= '0' && next <= '9' || next >= 'a' && next <= 'f';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
