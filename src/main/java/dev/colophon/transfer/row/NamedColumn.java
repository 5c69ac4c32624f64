package dev.colophon.transfer.row;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A column of an export, found by its name; each system has an enum of them. */
public interface NamedColumn {
    /** The name as the system prints it. */
    String label();

    /** What the same column is called in other versions and forms of the export. */
    default List<String> otherLabels() {
        return List.of();
    }

    default Use use() {
        return Use.MAPPED;
    }

    /** The names as headers are compared, in lower case. */
    default List<String> keys() {
        return Stream.concat(Stream.of(label()), otherLabels().stream())
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What becomes of a column. */
    enum Use {
        /** Without it nothing can be made of a file. */
        REQUIRED,
        MAPPED,
        /** Not in every export of today, so that nothing is said when it is missing. */
        MAPPED_IF_THERE,
        RAW_ONLY
    }
}
