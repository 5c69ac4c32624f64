package dev.colophon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what docs/PERFORMANCE.md tells: {@code ./mvnw -Pbench verify}, or only a part of it with
 * {@code -Dbench=requests|start|memory|import|backup|image}. Everything is measured beside a control in
 * alternated rounds of one run, because machines are noisy and ratios are not. Needs wrk; loads
 * addresses of this machine only.
 */
public final class Bench {
    /** Only when it is asked for: it needs target/jib-image.tar, podman and runc. */
    private static final String IMAGE = "image";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String part = arguments.length == 0 ? "all" : arguments[0];
        Path folder = Files.createTempDirectory("colophon-bench");
        try (BenchDatabase postgresql = BenchDatabase.start(folder)) {
            List<Part> parts = List.of(
                    new Part("requests", () -> new Requests(postgresql, folder).run()),
                    new Part("start", () -> new Starts(postgresql, folder).run()),
                    new Part("memory", () -> new Memory(postgresql, folder).run()),
                    new Part("import", () -> new ImportSpeed(postgresql, folder).run()),
                    new Part("backup", () -> new BackupSpeed(postgresql, folder).run()),
                    new Part(IMAGE, () -> new ImageFigures(postgresql, folder).run()));
            boolean ran = false;
            for (Part one : parts) {
                boolean asked = part.equals("all") && !one.name().equals(IMAGE);
                if (asked || part.equals(one.name())) {
                    one.work().run();
                    ran = true;
                }
            }
            if (!ran) {
                throw new IllegalArgumentException(
                        "-Dbench=" + part + ": one of all, requests, start, memory, import, backup, image");
            }
        }
        System.exit(0);
    }

    private record Part(String name, Work work) {}

    private interface Work {
        void run() throws Exception;
    }
}
