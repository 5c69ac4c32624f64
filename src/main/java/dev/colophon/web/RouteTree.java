package dev.colophon.web;

import dev.colophon.problem.Problem;
import dev.colophon.web.body.UrlEncoded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resource of a path, segment by segment. Helidon would try one regular expression after
 * another instead, and would answer 404 for a wrong method. A literal segment wins over a
 * parameter, and so does one that begins as {@code @{name}} does.
 */
final class RouteTree {
    private final Node root = new Node();

    void add(Resource resource) {
        Node node = root;
        var names = new ArrayList<String>();
        for (String segment : segments(resource.pattern())) {
            int brace = segment.indexOf('{');
            if (brace >= 0) {
                names.add(segment.substring(brace + 1, segment.length() - 1));
                node = node.parameter(segment.substring(0, brace));
            } else {
                node = node.literals.computeIfAbsent(segment, absent -> new Node());
            }
        }
        if (node.resource != null) {
            throw new IllegalArgumentException("two resources are at " + resource.pattern());
        }
        node.resource = resource;
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
        return node == null || node.resource == null ? null : new Match(node.resource, node.names, values);
    }

    private static @Nullable Node find(Node node, String[] segments, int index, List<String> values) {
        if (index == segments.length) {
            return node.resource == null ? null : node;
        }
        Node literal = node.literals.get(segments[index]);
        if (literal != null) {
            Node found = find(literal, segments, index + 1, values);
            if (found != null) {
                return found;
            }
        }
        for (Map.Entry<String, Node> parameter : node.parameters.entrySet()) {
            Node found = find(parameter.getKey(), parameter.getValue(), segments, index, values);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Node find(String prefix, Node node, String[] segments, int index, List<String> values) {
        String segment = segments[index];
        if (segment.length() <= prefix.length() || !segment.startsWith(prefix)) {
            return null;
        }
        values.add(segment.substring(prefix.length()));
        Node found = find(node, segments, index + 1, values);
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
     * A resource and the parameters of its path.
     *
     * @param values still encoded, in the order of the names
     */
    record Match(Resource resource, List<String> names, List<String> values) {
        /** A parameter, decoded; text that no database can store is NOT_FOUND. */
        String text(String name) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("the path has no parameter " + name);
            }
            try {
                return UrlEncoded.decode(values.get(index), false);
            } catch (Problem malformed) {
                throw Problem.notFound();
            }
        }

        /** A parameter that is an id; one that is no UUID is NOT_FOUND, as any unknown id is. */
        UUID id(String name) {
            String text = text(name);
            try {
                UUID id = UUID.fromString(text);
                // the JDK reads groups of any length
                if (id.toString().equalsIgnoreCase(text)) {
                    return id;
                }
            } catch (IllegalArgumentException notAnId) {
                throw Problem.notFound();
            }
            throw Problem.notFound();
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        /** By what stands before the parameter in its segment, the longest first. */
        private final Map<String, Node> parameters = new TreeMap<>(Comparator.reverseOrder());

        private @Nullable Resource resource;
        private List<String> names = List.of();

        Node parameter(String prefix) {
            return parameters.computeIfAbsent(prefix, absent -> new Node());
        }
    }
}
