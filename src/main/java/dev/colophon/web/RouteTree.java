package dev.colophon.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a path, segment by segment. Helidon would try one regular expression after
 * another instead, and would answer 404 for a wrong method. A literal segment wins over a
 * parameter.
 */
final class RouteTree {
    private final Node root = new Node();

    void add(Endpoint endpoint) {
        Node node = root;
        var names = new ArrayList<String>();
        for (String segment : segments(endpoint.pattern())) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                names.add(segment.substring(1, segment.length() - 1));
                node = node.parameter();
            } else {
                node = node.literals.computeIfAbsent(segment, absent -> new Node());
            }
        }
        if (node.endpoint != null) {
            throw new IllegalArgumentException("two resources are at " + endpoint.pattern());
        }
        node.endpoint = endpoint;
        node.names = List.copyOf(names);
    }

    /**
     * @param rawPath as sent, so that an encoded slash stays inside its segment
     */
    @Nullable
    Match find(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return null;
        }
        String[] segments = segments(rawPath);
        var values = new ArrayList<String>(2);
        Node node = find(root, segments, 0, values);
        return node == null || node.endpoint == null ? null : new Match(node.endpoint, node.names, values);
    }

    private static @Nullable Node find(Node node, String[] segments, int index, List<String> values) {
        if (index == segments.length) {
            return node.endpoint == null ? null : node;
        }
        Node literal = node.literals.get(segments[index]);
        if (literal != null) {
            Node found = find(literal, segments, index + 1, values);
            if (found != null) {
                return found;
            }
        }
        if (node.parameter == null || segments[index].isEmpty()) {
            return null;
        }
        values.add(segments[index]);
        Node found = find(node.parameter, segments, index + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    /** What follows the first slash, cut at the others; the root path has no segment. */
    private static String[] segments(String path) {
        if (path.length() <= 1) {
            return new String[0];
        }
        int count = 1;
        for (int index = 1; index < path.length(); index++) {
            if (path.charAt(index) == '/') {
                count++;
            }
        }
        var segments = new String[count];
        int start = 1;
        for (int segment = 0; segment < count; segment++) {
            int end = path.indexOf('/', start);
            segments[segment] = path.substring(start, end < 0 ? path.length() : end);
            start = end + 1;
        }
        return segments;
    }

    /**
     * An endpoint and the parameters of its path.
     *
     * @param values still encoded, in the order of the names
     */
    record Match(Endpoint endpoint, List<String> names, List<String> values) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node parameter;
        private @Nullable Endpoint endpoint;
        private List<String> names = List.of();

        Node parameter() {
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }
    }
}
