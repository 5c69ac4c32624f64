package dev.colophon.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bare Quarkus service, which reads a book of two columns by its number without asking who wants it, beside the
 * product's book by id with all that goes with it. Runs when {@code QUARKUS_PEER} names its {@code quarkus-run.jar}.
 */
record QuarkusPeer(BenchDatabase postgresql, Path folder, String jar) {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;

    static @Nullable String jarIfAny() {
        return System.getenv("QUARKUS_PEER");
    }

    /**
     * @param product address of the product's book
     * @param script of wrk, with the token of somebody who is signed in
     */
    void compare(String product, Path script) throws Exception {
        postgresql.create("bench_quarkus");
        String port = BenchDatabase.freePort();
        Map<String, String> environment =
                Map.of("DB_URL", postgresql.jdbcUrl("bench_quarkus"), "PORT", port, "POOL", pool());
        try (Child peer = Child.start(folder, environment, List.of("-jar", jar))) {
            peer.awaitLine("Listening on");
            System.out.println(
                    "\n## Book by id beside bare Quarkus, medians of " + ROUNDS + " rounds of " + SECONDS + " s\n");
            Table.head("connections", "req/s", "Quarkus req/s", "ratio", "p99 ms", "Quarkus p99 ms", "ratio");
            for (int connections : new int[] {32, 256}) {
                row(connections, product, "http://127.0.0.1:" + port + "/book/42", script);
            }
        }
    }

    private void row(int connections, String product, String peer, Path script) throws Exception {
        Path plain = Requests.script(folder, "peer", "none");
        List<Wrk> own = new ArrayList<>();
        List<Wrk> other = new ArrayList<>();
        Wrk.run(product, connections, 15, script);
        Wrk.run(peer, connections, 15, plain);
        for (int round = 0; round < ROUNDS; round++) {
            own.add(Wrk.run(product, connections, SECONDS, script));
            other.add(Wrk.run(peer, connections, SECONDS, plain));
        }
        List<Double> rates = own.stream().map(Wrk::requestsPerSecond).toList();
        List<Double> otherRates = other.stream().map(Wrk::requestsPerSecond).toList();
        List<Double> p99s = own.stream().map(Wrk::p99Millis).toList();
        List<Double> otherP99s = other.stream().map(Wrk::p99Millis).toList();
        Table.row(
                Integer.toString(connections),
                Table.range(rates),
                Table.range(otherRates),
                Table.number(Table.median(rates) / Table.median(otherRates)),
                Table.range(p99s),
                Table.range(otherP99s),
                Table.number(Table.median(p99s) / Table.median(otherP99s)));
    }

    private static String pool() {
        return Integer.toString(BenchDatabase.POOL_SIZE);
    }
}
