package dev.colophon.structure;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds circles: nodes of a graph of which each reaches each other one. */
final class Circles {
    private Circles() {}

    /** The largest circles, each once. */
    static Set<Set<String>> of(Map<String, Set<String>> uses) {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(node -> reached.put(node, reachedFrom(node, uses)));
        Set<Set<String>> circles = new LinkedHashSet<>();
        reached.forEach((node, others) -> {
            Set<String> circle = new TreeSet<>(others);
            circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(node));
            if (circle.size() > 1) {
                circles.add(circle);
            }
        });
        return circles;
    }

    /** A node reaches itself only by a circle. */
    private static Set<String> reachedFrom(String node, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        var open = new ArrayDeque<>(uses.getOrDefault(node, Set.of()));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (reached.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
