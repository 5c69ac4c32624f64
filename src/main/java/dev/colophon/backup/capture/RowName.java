package dev.colophon.backup.capture;

import dev.colophon.backup.format.TableLayout;
import java.util.ArrayList;
import java.util.List;

/** Says which row is meant. */
final class RowName {
    private static final int LONGEST_VALUE = 100;

    private RowName() {}

    /** Such as {@code books row (id = 0198…)}. */
    static String of(TableLayout table, List<String> key) {
        List<String> parts = new ArrayList<>();
        for (int place = 0; place < key.size(); place++) {
            parts.add(table.primaryKey().get(place) + " = " + shown(key.get(place)));
        }
        return table.name() + " row (" + String.join(", ", parts) + ")";
    }

    private static String shown(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > LONGEST_VALUE ? visible.substring(0, LONGEST_VALUE) + "…" : visible;
    }
}
