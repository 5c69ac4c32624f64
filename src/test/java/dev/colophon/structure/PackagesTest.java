package dev.colophon.structure;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds that packages are small and that nothing goes in circles, among packages and inside them. */
class PackagesTest {
    private static final int MOST_FILES = 12;
    private static final int MOST_FILES_WITH_REASON = 15;
    private static final int MOST_FILES_IN_A_CIRCLE = 3;

    /** The packages of more than 12 files and why they are not cut. This list may only get shorter. */
    private static final Map<String, String> LARGE = Map.of();

    private static final Map<String, Set<String>> USES = Program.uses();

    @Test
    void a_package_has_few_files() {
        Map<String, Long> sizes = Program.files().stream().collect(groupingBy(Program::packageOf, counting()));

        assertThat(tooLarge(sizes, LARGE)).isEmpty();
    }

    @Test
    void there_is_no_circle_among_packages() {
        assertThat(Circles.of(packages(USES))).isEmpty();
    }

    @Test
    void a_circle_of_files_inside_a_package_is_small() {
        assertThat(largeCircles(USES)).isEmpty();
    }

    @Test
    void two_rooms_have_no_class_of_one_name() {
        Map<String, Set<String>> rooms = Program.files().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(groupingBy(
                        file -> file.getFileName().toString(),
                        mapping(file -> Program.roomOf(Program.packageOf(file)), toCollection(TreeSet::new))));

        assertThat(shared(rooms)).isEmpty();
    }

    @Test
    void a_large_package_is_found_and_a_reason_helps_only_a_little() {
        Map<String, Long> sizes = Map.of("a", 12L, "b", 13L, "c", 15L, "d", 16L, "e", 12L);

        assertThat(tooLarge(sizes, Map.of("c", "why", "d", "why", "e", "why", "f", "why")))
                .containsExactly(
                        "b: 13 files, at most 12",
                        "d: 16 files, at most 15",
                        "e: no longer needs its reason",
                        "f: no longer needs its reason");
    }

    @Test
    void circles_are_found_with_all_who_take_part() {
        Map<String, Set<String>> uses = Map.of(
                "p.A", Set.of("p.B"),
                "p.B", Set.of("p.C", "q.X"),
                "p.C", Set.of("p.D"),
                "p.D", Set.of("p.B", "p.A"),
                "p.E", Set.of("p.A"),
                "q.X", Set.of("q.Y"),
                "q.Y", Set.of("q.X", "r.Z"),
                "r.Z", Set.of("p.E"));

        assertThat(largeCircles(uses)).containsExactly(Set.of("p.A", "p.B", "p.C", "p.D"));
        assertThat(Circles.of(packages(uses))).containsExactly(Set.of("p", "q", "r"));
        assertThat(Circles.of(Map.of("A", Set.of("B", "C"), "B", Set.of("C"), "C", Set.of())))
                .isEmpty();
    }

    @Test
    void what_is_nested_counts_for_its_file() {
        List<String> lines = List.of(
                "classes -> java.base",
                "   dev.colophon.p.A$B     -> dev.colophon.q.X$Y$1     classes",
                "   dev.colophon.p.A       -> dev.colophon.p.A$B       classes",
                "   dev.colophon.p.A       -> java.lang.Object         java.base");

        assertThat(Program.uses(lines)).isEqualTo(Map.of("dev.colophon.p.A", Set.of("dev.colophon.q.X")));
    }

    @Test
    void a_name_in_two_rooms_is_found() {
        assertThat(shared(Map.of("Session.java", Set.of("database", "web"), "Book.java", Set.of("catalogue"))))
                .containsExactly("Session.java: [database, web]");
    }

    private static List<String> tooLarge(Map<String, Long> sizes, Map<String, String> reasons) {
        List<String> findings = new ArrayList<>();
        new TreeMap<>(sizes).forEach((name, size) -> {
            int most = reasons.containsKey(name) ? MOST_FILES_WITH_REASON : MOST_FILES;
            if (size > most) {
                findings.add(name + ": " + size + " files, at most " + most);
            }
        });
        for (String name : new TreeSet<>(reasons.keySet())) {
            if (sizes.getOrDefault(name, 0L) <= MOST_FILES) {
                findings.add(name + ": no longer needs its reason");
            }
        }
        return findings;
    }

    private static Map<String, Set<String>> packages(Map<String, Set<String>> uses) {
        Map<String, Set<String>> packages = new TreeMap<>();
        uses.forEach((file, used) -> {
            Set<String> others = packages.computeIfAbsent(packageName(file), name -> new TreeSet<>());
            used.stream()
                    .map(PackagesTest::packageName)
                    .filter(other -> !other.equals(packageName(file)))
                    .forEach(others::add);
        });
        return packages;
    }

    private static List<Set<String>> largeCircles(Map<String, Set<String>> uses) {
        Map<String, Set<String>> inside = new TreeMap<>();
        uses.forEach((file, used) -> {
            Set<String> neighbours = new TreeSet<>(used);
            neighbours.removeIf(other -> !packageName(other).equals(packageName(file)));
            inside.put(file, neighbours);
        });
        return Circles.of(inside).stream()
                .filter(circle -> circle.size() > MOST_FILES_IN_A_CIRCLE)
                .toList();
    }

    private static List<String> shared(Map<String, Set<String>> rooms) {
        return new TreeMap<>(rooms)
                .entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .map(entry -> entry.getKey() + ": " + new TreeSet<>(entry.getValue()))
                        .toList();
    }

    private static String packageName(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }
}
