package dev.colophon.backup.schema;

import java.util.List;
import java.util.stream.Collectors;

/** Names from the catalogue as they stand in SQL. */
public final class Quoted {
    private Quoted() {}

    /** In double quotes. */
    public static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Each quoted, with commas between. */
    public static String names(List<String> names) {
        return names.stream().map(Quoted::name).collect(Collectors.joining(", "));
    }
}
