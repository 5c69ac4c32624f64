package dev.colophon.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lists and pages with all the data and with a thousandth of it: two servers side by side, asked in turns, so that
 * whatever else the machine does meets both.
 */
record Scale(BenchDatabase postgresql, Path folder) {
    private static final String ACCOUNT = "ada";
    private static final int SMALL_DIVISOR = 1_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 40;
    private static final double BAR = 1.3;

    /** The data of one size in one database. */
    record Filled(String name, ScaleSize size, Map<String, String> environment) {}

    /**
     * @param arguments a divisor of the data, all of it when there is none; then postgresql, sqlite, or migration with
     *     the jar of an older build; both databases when there is none; then a word of the names of the cases that are
     *     asked for, such as statistics
     */
    void run(List<String> arguments) throws Exception {
        int divisor = arguments.isEmpty() ? 1 : Integer.parseInt(arguments.getFirst());
        String what = arguments.size() < 2 ? "" : arguments.get(1);
        if (what.equals("migration")) {
            new ScaleMigration(postgresql, folder, Path.of(arguments.get(2)).toAbsolutePath()).run(divisor);
            return;
        }
        String asked = arguments.size() < 3 ? "" : arguments.get(2);
        for (String engine : what.isEmpty() ? List.of("postgresql", "sqlite") : List.of(what)) {
            run(divisor, engine, asked);
        }
    }

    private void run(int divisor, String engine, String asked) throws Exception {
        System.out.println("\n## At scale, " + engine + ", a part of " + divisor + "\n");
        Filled small = fill("scale_small", ScaleSize.part(SMALL_DIVISOR), engine);
        Filled large = fill("scale_large", ScaleSize.part(divisor), engine);
        measure(small, large, asked);
    }

    /**
     * @param asked a part of the names of cases
     */
    void measure(Filled small, Filled large, String asked) throws Exception {
        try (Child smallChild = Colophon.serve(folder, small.environment());
                Child largeChild = Colophon.serve(folder, large.environment())) {
            String smallAddress = Colophon.address(smallChild.awaitLine(Colophon.READY));
            String largeAddress = Colophon.address(largeChild.awaitLine(Colophon.READY));
            compare(asked, ScaleServer.of(smallAddress, small.size()), ScaleServer.of(largeAddress, large.size()));
        }
    }

    Filled fill(String name, ScaleSize size, String engine) throws Exception {
        boolean onServer = engine.equals("postgresql");
        if (onServer) {
            postgresql.create(name);
        }
        Map<String, String> environment = onServer ? postgresql.environment(name) : postgresql.sqlite(name);
        Colophon.run(folder, environment, "migrate");
        Colophon.createUser(folder, environment, ACCOUNT);
        long start = System.nanoTime();
        try (Connection connection = onServer
                ? postgresql.connect(name)
                : DriverManager.getConnection("jdbc:sqlite:" + environment.get("SQLITE_PATH"))) {
            new ScaleLoad(connection).run(size, ACCOUNT);
            new ScaleSpace(connection).run();
        }
        System.out.printf("%s: %,d books, %.0f s%n", name, size.books(), (System.nanoTime() - start) / 1e9);
        return new Filled(name, size, environment);
    }

    private static void compare(String asked, ScaleServer small, ScaleServer large) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (ScaleCase one : ScaleCase.all()) {
            if (!one.name().contains(asked)) {
                continue;
            }
            Pair pair = new Pair(one, small, small.path(one), large, large.path(one));
            pair.round(WARM_UP);
            pairs.add(pair);
        }
        Table.head("what", "p50 ms, small", "p50 ms", "ratio", "p95 ms, small", "p95 ms", "ratio", "");
        for (Pair pair : pairs) {
            pair.round(REQUESTS);
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(pair.round(REQUESTS));
            }
            row(pair.asked().name(), rounds);
        }
    }

    /** What one case took at both sizes. */
    private record Round(List<Double> small, List<Double> large) {}

    /** One case at both sizes. */
    private record Pair(ScaleCase asked, ScaleServer small, String smallPath, ScaleServer large, String largePath) {
        Round round(int requests) throws Exception {
            Round round = new Round(new ArrayList<>(), new ArrayList<>());
            for (int request = 0; request < requests; request++) {
                round.small().add(small.millis(asked.reader(), smallPath));
                round.large().add(large.millis(asked.reader(), largePath));
            }
            return round;
        }
    }

    private static void row(String name, List<Round> rounds) {
        double small50 = quietest(rounds, Round::small, 50);
        double large50 = quietest(rounds, Round::large, 50);
        double small95 = quietest(rounds, Round::small, 95);
        double large95 = quietest(rounds, Round::large, 95);
        Table.row(
                name,
                Table.number(small50),
                Table.number(large50),
                Table.number(large50 / small50),
                Table.number(small95),
                Table.number(large95),
                Table.number(large95 / small95),
                large95 / small95 > BAR ? "above" : "");
    }

    /** What others do on the machine only adds. */
    private static double quietest(List<Round> rounds, Function<Round, List<Double>> part, int percent) {
        return rounds.stream()
                .mapToDouble(round -> percentile(part.apply(round), percent))
                .min()
                .orElseThrow();
    }

    private static double percentile(List<Double> values, int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * percent / 100);
    }
}
