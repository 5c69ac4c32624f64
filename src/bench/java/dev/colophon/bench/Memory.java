package dev.colophon.bench;

import java.nio.file.Path;
import java.util.Map;

/** Resident memory with a heap of 256 MiB: after the start, and after a minute under load. */
record Memory(BenchDatabase postgresql, Path folder) {
    private static final int LOAD_SECONDS = 20;

    void run() throws Exception {
        System.out.println("\n## Resident memory, MiB, heap 256 MiB\n");
        Table.head("database", "after start", "under load");
        postgresql.create("bench_memory");
        measure("PostgreSQL", postgresql.environment("bench_memory"));
        measure("SQLite", postgresql.sqlite("bench-memory"));
    }

    private void measure(String name, Map<String, String> environment) throws Exception {
        Colophon.library(folder, environment, "ada", 1_000);
        try (Child child = Colophon.serve(folder, environment)) {
            String address = Colophon.address(child.awaitLine(Colophon.READY));
            Thread.sleep(2_000);
            long atRest = child.residentMebibytes();
            String token = Colophon.token(address, "ada");
            Path script = Requests.script(folder, "memory", token);
            Wrk.run(address + "/api/v1/library?limit=50", 64, LOAD_SECONDS, script);
            Table.row(name, Long.toString(atRest), Long.toString(child.residentMebibytes()));
        }
    }
}
