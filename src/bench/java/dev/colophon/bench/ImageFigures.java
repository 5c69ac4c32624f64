package dev.colophon.bench;

import dev.colophon.image.ImageArchive;
import dev.colophon.image.ImageArchive.Item;
import dev.colophon.image.ImageArchive.Layer;
import dev.colophon.image.ImageProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The size of the image, and how fast it starts with and without its AOT cache. */
record ImageFigures(BenchDatabase postgresql, Path folder) {
    private static final int ROUNDS = 7;
    private static final Map<String, String> WITH = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
    private static final Map<String, String> WITHOUT = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=off");

    void run() throws Exception {
        sizes(ImageArchive.open());
        Path root = Files.createDirectories(folder.resolve("image-root"));
        Path data = Files.createDirectories(folder.resolve("image-data"));
        ImageProcess.unpack(root);
        postgresql.create("bench_image");
        Map<String, String> onPostgresql = postgresql.environment("bench_image");
        Map<String, String> onSqlite = new HashMap<>(postgresql.sqlite("unused"));
        onSqlite.put("SQLITE_PATH", "/app/data/colophon.sqlite3");
        for (Map<String, String> variables : List.of(onPostgresql, onSqlite)) {
            variables.put("STATIC_ROOT", "/tmp/staticfiles");
        }
        starts(new Image(root, data), onSqlite, onPostgresql);
        new ImageMemory(folder, data).run(onSqlite, onPostgresql);
    }

    private static void sizes(ImageArchive image) {
        System.out.println("\n## Size, MB (1,000,000 bytes)\n");
        Table.head("layer", "compressed", "unpacked");
        for (Layer layer : image.layers()) {
            long unpacked = layer.items().stream()
                    .mapToLong(item -> item.content().length)
                    .sum();
            Table.row(name(layer), megabytes(layer.bytes()), megabytes(unpacked));
        }
        Table.row("**all**", megabytes(image.bytes()), "");
    }

    private static String name(Layer layer) {
        return layer.items().stream()
                .filter(Item::file)
                .max((one, other) -> one.content().length - other.content().length)
                .map(Item::path)
                .orElseThrow();
    }

    private static String megabytes(long bytes) {
        return Table.number(bytes / 1e6);
    }

    private static void starts(Image image, Map<String, String> onSqlite, Map<String, String> onPostgresql)
            throws Exception {
        System.out.println("\n## Start, ms, median (least–most) of " + ROUNDS + "\n");
        Table.head("what", "with the cache", "without");
        image.end(onPostgresql, WITHOUT, "migrate");
        image.end(onSqlite, WITHOUT, "migrate");
        row("SQLite, to ready", mode -> image.ready(onSqlite, mode));
        row("PostgreSQL, to ready", mode -> image.ready(onPostgresql, mode));
        row("`migrate` with nothing to do", mode -> image.end(onPostgresql, mode, "migrate"));
        try (ImageProcess program = image.start(onSqlite, WITH, "serve")) {
            program.await(Colophon.READY);
            row("`healthcheck`", mode -> image.end(onSqlite, mode, "@/app/healthcheck"));
            program.terminate();
        }
    }

    private static void row(String name, Measurement measurement) throws Exception {
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            with.add(measurement.millis(WITH));
            without.add(measurement.millis(WITHOUT));
        }
        Table.row(name, Table.range(with), Table.range(without));
    }

    private interface Measurement {
        double millis(Map<String, String> mode) throws Exception;
    }

    private record Image(Path root, Path data) {
        ImageProcess start(Map<String, String> variables, Map<String, String> mode, String... verb) throws IOException {
            Map<String, String> all = new HashMap<>(variables);
            all.putAll(mode);
            return ImageProcess.start(root, data, all, verb);
        }

        double ready(Map<String, String> variables, Map<String, String> mode) throws Exception {
            try (ImageProcess program = start(variables, mode, "serve")) {
                double millis = program.await(Colophon.READY).millis();
                program.terminate();
                program.exitCode();
                return millis;
            }
        }

        double end(Map<String, String> variables, Map<String, String> mode, String... verb) throws Exception {
            long startedNanos = System.nanoTime();
            try (ImageProcess program = start(variables, mode, verb)) {
                if (program.exitCode() != 0) {
                    throw new IOException(program.output());
                }
                return (System.nanoTime() - startedNanos) / 1e6;
            }
        }
    }
}
