package dev.colophon.backup.check;

import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.text.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of a table whose values make a key. */
final class KeyColumns {
    private final int[] places;
    private final ColumnKind[] kinds;
    private final MessageDigest digest = Hash.digest();

    KeyColumns(TableLayout table, List<String> names) {
        List<String> columns = table.columns().stream().map(ColumnLayout::name).toList();
        places = names.stream().mapToInt(columns::indexOf).toArray();
        kinds = Arrays.stream(places)
                .mapToObj(place -> table.columns().get(place).kind())
                .toArray(ColumnKind[]::new);
    }

    /** The values in a form whose bytes are ordered as they are, or null when one of them is. */
    byte @Nullable [][] of(RowReader row) {
        byte[][] values = new byte[places.length][];
        for (int i = 0; i < places.length; i++) {
            if (row.isNull(places[i])) {
                return null;
            }
            values[i] = value(row, places[i], kinds[i]);
        }
        return values;
    }

    private static byte[] value(RowReader row, int place, ColumnKind kind) {
        return switch (kind) {
            case TEXT -> row.text(place).getBytes(StandardCharsets.UTF_8);
            // the sign turned, for negative numbers come first
            case INTEGER ->
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(row.integer(place) ^ Long.MIN_VALUE)
                        .array();
            case BOOLEAN -> new byte[] {(byte) (row.truth(place) ? 1 : 0)};
            case BYTES -> row.bytes(place);
        };
    }

    static int compare(byte[][] left, byte[][] right) {
        int order = 0;
        for (int i = 0; order == 0 && i < left.length; i++) {
            order = Arrays.compareUnsigned(left[i], right[i]);
        }
        return order;
    }

    /** 64 bits of a hash over the values and their lengths. */
    long hash(byte[][] values) {
        for (byte[] value : values) {
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
            digest.update(value);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
