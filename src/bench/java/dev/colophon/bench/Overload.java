package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Good answers a second at ten and forty times the connections that saturate the machine. */
record Overload(BenchDatabase postgresql, Path folder) {
    private static final int ROUNDS = 4;
    private static final int SECONDS = 3;
    private static final int[] CONNECTIONS = {64, 640, 2_560};

    void run() throws Exception {
        postgresql.create("bench_overload");
        Map<String, String> environment = postgresql.environment("bench_overload");
        Colophon.library(folder, environment, "ada", 1_000);
        try (Child child = Colophon.serve(folder, environment);
                Child bare = Control.serve(folder, postgresql.jdbcUrl("bench_overload"), BenchDatabase.POOL_SIZE)) {
            String address = Colophon.address(child.awaitLine(Colophon.READY));
            String control = Control.address(bare);
            String token = Colophon.token(address, "ada");
            JsonNode entry = Colophon.get(address, "/api/v1/library?limit=1", token)
                    .path("items")
                    .path(0);
            String book = entry.path("book").path("id").asText();
            String user = Colophon.get(address, "/api/v1/auth/session", token)
                    .findValue("id")
                    .asText();
            Path script = Requests.script(folder, "overload", token);
            System.out.println("\n## Overload, good answers a second, medians of " + ROUNDS + " x " + SECONDS + " s\n");
            Table.head("request", "64", "640", "ratio", "2,560", "ratio", "p99 ms at 640", "at 2,560");
            row("book by id", address + "/api/v1/books/" + book, script);
            row("the same, control", control + "/book/" + book, script);
            row("shelf page of 50", address + "/api/v1/library?limit=50", script);
            row("the same, control", control + "/shelf/" + user, script);
            System.out.println("\nResident memory after it: " + child.residentMebibytes() + " MiB");
        }
    }

    private static void row(String name, String url, Path script) throws Exception {
        Wrk.overload(url, CONNECTIONS[0], 15, script);
        Map<Integer, List<Wrk>> runs = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int connections : CONNECTIONS) {
                runs.computeIfAbsent(connections, none -> new ArrayList<>())
                        .add(Wrk.overload(url, connections, SECONDS, script));
            }
        }
        double usual = rate(runs, CONNECTIONS[0]);
        Table.row(
                name,
                Table.number(usual),
                Table.number(rate(runs, CONNECTIONS[1])),
                Table.number(rate(runs, CONNECTIONS[1]) / usual),
                Table.number(rate(runs, CONNECTIONS[2])),
                Table.number(rate(runs, CONNECTIONS[2]) / usual),
                Table.number(p99(runs, CONNECTIONS[1])),
                Table.number(p99(runs, CONNECTIONS[2])));
    }

    private static double rate(Map<Integer, List<Wrk>> runs, int connections) {
        return Table.median(
                runs.get(connections).stream().map(Wrk::requestsPerSecond).toList());
    }

    private static double p99(Map<Integer, List<Wrk>> runs, int connections) {
        return Table.median(runs.get(connections).stream().map(Wrk::p99Millis).toList());
    }
}
