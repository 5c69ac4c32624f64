package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Mixed load without a pause, a row a minute: books, pages of a shelf, searches, notes and ratings that are written.
 * What grows from the first third to the last is a leak, or will be one.
 */
record Soak(BenchDatabase postgresql, Path folder) {
    private static final int MINUTES = 30;
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 60;
    private static final double MOST_GROWTH = 1.05;

    /** One minute. */
    private record Minute(double rate, double p99Millis, double mebibytes, double descriptors, double sessions) {}

    void run(List<String> arguments) throws Exception {
        int minutes = arguments.isEmpty() ? MINUTES : Integer.parseInt(arguments.getFirst());
        boolean sqlite = arguments.contains("sqlite");
        postgresql.create("bench_soak");
        Map<String, String> environment =
                new HashMap<>(sqlite ? postgresql.sqlite("bench-soak") : postgresql.environment("bench_soak"));
        // the old generation would grow into memory for hours without a leak
        environment.put("JAVA_TOOL_OPTIONS", "-XX:+AlwaysPreTouch");
        Colophon.library(folder, environment, "ada", 1_000);
        try (Child child = Colophon.serve(folder, environment)) {
            String address = Colophon.address(child.awaitLine(Colophon.READY));
            Path script = script(address);
            Wrk.run(address + "/", CONNECTIONS, WARM_UP_SECONDS, script);
            report(minutes(minutes, child, address, script), sqlite ? "SQLite" : "PostgreSQL");
        }
    }

    private List<Minute> minutes(int minutes, Child child, String address, Path script) throws Exception {
        List<Minute> all = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            Wrk load = Wrk.run(address + "/", CONNECTIONS, 60, script);
            all.add(new Minute(
                    load.requestsPerSecond(),
                    load.p99Millis(),
                    child.residentMebibytes(),
                    child.descriptors(),
                    sessions()));
        }
        return all;
    }

    private double sessions() throws Exception {
        try (var connection = postgresql.connect("postgres");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = 'bench_soak'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void report(List<Minute> minutes, String database) {
        System.out.println("\n## " + minutes.size() + " minutes of mixed load at " + CONNECTIONS + " connections, "
                + database + "\n");
        Table.head("what", "first third", "last third", "ratio");
        row("requests a second", minutes, Minute::rate);
        row("p99, ms", minutes, Minute::p99Millis);
        List<String> grown = new ArrayList<>();
        Map<String, ToDoubleFunction<Minute>> kept = Map.of(
                "resident memory, MiB", Minute::mebibytes,
                "open files and sockets", Minute::descriptors,
                "connections to PostgreSQL", Minute::sessions);
        kept.forEach((name, value) -> {
            if (row(name, minutes, value) > MOST_GROWTH) {
                grown.add(name);
            }
        });
        if (!grown.isEmpty()) {
            throw new IllegalStateException("more at the end than at the beginning: " + String.join(", ", grown));
        }
    }

    private static double row(String name, List<Minute> minutes, ToDoubleFunction<Minute> value) {
        int third = Math.max(1, minutes.size() / 3);
        double first = median(minutes.subList(0, third), value);
        double last = median(minutes.subList(minutes.size() - third, minutes.size()), value);
        double ratio = first == 0 ? 1 : last / first;
        Table.row(name, Table.number(first), Table.number(last), Table.number(ratio));
        return ratio;
    }

    private static double median(List<Minute> minutes, ToDoubleFunction<Minute> value) {
        return Table.median(minutes.stream().map(value::applyAsDouble).toList());
    }

    private Path script(String address) throws Exception {
        String token = Colophon.token(address, "ada");
        JsonNode shelf = Colophon.get(address, "/api/v1/library?limit=100", token);
        List<String> books = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (JsonNode item : shelf.path("items")) {
            books.add("\"" + item.path("book").path("id").asText() + "\"");
            entries.add("\"" + item.path("id").asText() + "\"");
        }
        return Files.writeString(
                folder.resolve("soak.lua"), """
                wrk.headers["Authorization"] = "Bearer %s"
                wrk.headers["Content-Type"] = "application/json"
                local count = 0
                local books = {%s}
                local entries = {%s}
                function request()
                  count = count + 1
                  local kind = count %% 20
                  local one = math.random(#books)
                  if kind == 0 then
                    local body = '{"rating": ' .. math.random(1, 20) / 4 .. '}'
                    return wrk.format("PATCH", "/api/v1/library/" .. entries[one], nil, body)
                  elseif kind == 1 then
                    return wrk.format("GET", "/api/v1/books?q=synthetic+" .. math.random(900))
                  elseif kind == 2 then
                    return wrk.format("GET", "/api/v1/notes")
                  elseif kind == 3 then
                    return wrk.format("GET", "/api/v1/library/" .. entries[one])
                  elseif kind < 8 then
                    return wrk.format("GET", "/api/v1/library?limit=50")
                  end
                  return wrk.format("GET", "/api/v1/books/" .. books[one])
                end
                """.formatted(token, String.join(",", books), String.join(",", entries)));
    }
}
