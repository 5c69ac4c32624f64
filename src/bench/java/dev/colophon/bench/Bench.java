package dev.colophon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Measures what docs/PERFORMANCE.md tells: {@code ./mvnw -Pbench verify}, or only a part of it with
 * {@code -Dbench=requests}, start, memory, overload, import, backup, image, scale, feed or soak. Everything is measured beside a control in
 * alternated rounds of one run, because machines are noisy and ratios are not. Needs wrk; loads
 * addresses of this machine only.
 */
public final class Bench {
    /**
     * Only when they are asked for: the image needs target/jib-image.tar, podman and runc, and scale half an hour and
     * 20 GB of disk. {@code -Dbench="scale 20 sqlite"} takes a twentieth of the data on one database. The soak takes
     * half an hour, {@code -Dbench="soak 5 sqlite"} five minutes on SQLite.
     */
    private static final Set<String> ASKED = Set.of("image", "scale", "feed", "soak");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String part = arguments.length == 0 ? "all" : arguments[0];
        List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        Path folder = Files.createTempDirectory("colophon-bench");
        try (BenchDatabase postgresql = BenchDatabase.start(folder)) {
            List<Part> parts = List.of(
                    new Part("requests", () -> new Requests(postgresql, folder).run()),
                    new Part("start", () -> new Starts(postgresql, folder).run()),
                    new Part("memory", () -> new Memory(postgresql, folder).run()),
                    new Part("overload", () -> new Overload(postgresql, folder).run()),
                    new Part("import", () -> new ImportSpeed(postgresql, folder).run()),
                    new Part("backup", () -> new BackupSpeed(postgresql, folder).run()),
                    new Part("image", () -> new ImageFigures(postgresql, folder).run()),
                    new Part("scale", () -> new Scale(postgresql, folder).run(rest)),
                    new Part("feed", () -> new FeedScale(postgresql, folder).run(rest)),
                    new Part("soak", () -> new Soak(postgresql, folder).run(rest)));
            boolean ran = false;
            for (Part one : parts) {
                boolean asked = part.equals("all") && !ASKED.contains(one.name());
                if (asked || part.equals(one.name())) {
                    one.work().run();
                    ran = true;
                }
            }
            if (!ran) {
                throw new IllegalArgumentException("-Dbench=" + part + ": one of all, "
                        + String.join(", ", parts.stream().map(Part::name).toList()));
            }
        }
        System.exit(0);
    }

    private record Part(String name, Work work) {}

    private interface Work {
        void run() throws Exception;
    }
}
