package dev.colophon.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of {@code values.yaml}, explained by the comments above them. A key with a comment is a
 * row with whatever is below it as its default; a key without one is a group.
 */
final class ValuesTable {
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");
    private static final Pattern KEY = Pattern.compile("( *)([^ #:]+):(.*)");
    private static final int INDENT = 2;

    /**
     * One key.
     *
     * @param path such as {@code image.tag}
     * @param standard its default as JSON
     * @param meaning empty when nobody wrote a comment
     */
    record Row(String path, String standard, String meaning) {}

    private final JsonNode values;
    private final List<Row> rows = new ArrayList<>();
    private final Deque<String> groups = new ArrayDeque<>();
    private int rowDepth = Integer.MAX_VALUE;
    private String comment = "";

    private ValuesTable(String yaml) {
        values = Rendered.parse(yaml);
    }

    static List<Row> rows(String yaml) {
        ValuesTable table = new ValuesTable(yaml);
        yaml.lines().forEach(table::take);
        return table.rows;
    }

    /** The table in Markdown. */
    static String markdown(String yaml) {
        StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        for (Row row : rows(yaml)) {
            table.append("| `").append(row.path()).append("` | `").append(row.standard());
            table.append("` | ").append(row.meaning().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }

    private void take(String line) {
        Matcher text = COMMENT.matcher(line);
        Matcher key = KEY.matcher(line);
        if (text.matches()) {
            comment = (comment + " " + text.group(1)).strip();
        } else if (key.matches()) {
            takeKey(key.group(1).length() / INDENT, key.group(2), key.group(3).isBlank());
            comment = "";
        } else {
            comment = "";
        }
    }

    private void takeKey(int depth, String name, boolean hasMore) {
        if (depth > rowDepth) {
            return;
        }
        rowDepth = Integer.MAX_VALUE;
        while (groups.size() > depth) {
            groups.removeLast();
        }
        groups.addLast(name);
        if (comment.isEmpty() && hasMore) {
            return;
        }
        JsonNode standard = values.at("/" + String.join("/", groups));
        rows.add(new Row(String.join(".", groups), standard.toString(), comment));
        rowDepth = depth;
    }
}
