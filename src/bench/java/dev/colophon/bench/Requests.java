package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests per second and p99: the product and the control in alternated rounds. */
record Requests(BenchDatabase postgresql, Path folder) {
    private static final int ROUNDS = 5;
    private static final int SECONDS = 4;

    /** On two processors the compiler of the virtual machine needs its time. */
    private static final int WARM_UP_SECONDS = 15;

    private static final int BOOKS = 1_000;
    private static final String DATABASE = "bench_requests";

    /**
     * One request asked of both.
     *
     * @param script for wrk of the product, given the token
     */
    private record Case(String name, String path, String controlPath, String script, String controlScript) {}

    private record Figures(List<Double> rates, List<Double> p99s) {
        Figures() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Wrk run) {
            rates.add(run.requestsPerSecond());
            p99s.add(run.p99Millis());
        }
    }

    /** The same data for both programs, on one database. */
    private record Data(String name, Map<String, String> environment, String jdbcUrl, int writers) {}

    void run() throws Exception {
        postgresql.create(DATABASE);
        Map<String, String> environment = postgresql.environment(DATABASE);
        Colophon.library(folder, environment, "ada", BOOKS);
        analyze();
        compare(new Data("PostgreSQL", environment, postgresql.jdbcUrl(DATABASE), BenchDatabase.POOL_SIZE));
        Map<String, String> file = postgresql.sqlite(DATABASE);
        Colophon.library(folder, file, "ada", BOOKS);
        // as the product opens it; more than one writer would sleep for each other
        String url = "jdbc:sqlite:" + file.get("SQLITE_PATH")
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&foreign_keys=true";
        compare(new Data("SQLite", file, url, 1));
    }

    private void compare(Data data) throws Exception {
        try (Child product = Colophon.serve(folder, data.environment());
                Child control = Control.serve(folder, data.jdbcUrl(), data.writers())) {
            String address = Colophon.address(product.awaitLine(Colophon.READY));
            compare(data, address, Control.address(control));
        }
    }

    private void analyze() throws Exception {
        try (var connection = postgresql.connect(DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private void compare(Data data, String address, String controlAddress) throws Exception {
        String token = Colophon.token(address, "ada");
        JsonNode shelf = Colophon.get(address, "/api/v1/library?limit=50", token);
        JsonNode entry = shelf.path("items").path(7);
        String book = entry.path("book").path("id").asText();
        String user = Colophon.get(address, "/api/v1/auth/session", token)
                .findValue("id")
                .asText();
        List<Case> cases = List.of(
                new Case("book by id", "/api/v1/books/" + book, "/book/" + book, get(token), get("none")),
                new Case("shelf page of 50", "/api/v1/library?limit=50", "/shelf/" + user, get(token), get("none")),
                new Case("write (rating)", "/", "/", ratings(token, shelf), controlRatings(shelf)));
        System.out.println("\n## Requests, %s, median (least–most) of %d rounds of %d s\n"
                .formatted(data.name(), ROUNDS, SECONDS));
        Table.head("request", "connections", "req/s", "control req/s", "ratio", "p99 ms", "control p99 ms", "ratio");
        for (Case one : cases) {
            for (int connections : new int[] {32, 256}) {
                row(one, connections, new Target(address, controlAddress, token));
            }
        }
        if (data.writers() > 1) {
            peer(cases.getFirst(), new Target(address, controlAddress, token));
        }
    }

    /** Beside the peer, if there is one. */
    private void peer(Case book, Target target) throws Exception {
        String jar = QuarkusPeer.jarIfAny();
        if (jar != null) {
            Path script = script(folder, "product", target.token());
            new QuarkusPeer(postgresql, folder, jar).compare(target.address() + book.path(), script);
        }
    }

    private record Target(String address, String controlAddress, String token) {}

    private void row(Case one, int connections, Target target) throws Exception {
        Path script = Files.writeString(folder.resolve("product.lua"), one.script());
        Path controlScript = Files.writeString(folder.resolve("control.lua"), one.controlScript());
        Figures product = new Figures();
        Figures control = new Figures();
        String productUrl = target.address() + one.path();
        String controlUrl = target.controlAddress() + one.controlPath();
        Wrk.run(productUrl, connections, WARM_UP_SECONDS, script);
        Wrk.run(controlUrl, connections, WARM_UP_SECONDS, controlScript);
        for (int round = 0; round < ROUNDS; round++) {
            product.add(Wrk.run(productUrl, connections, SECONDS, script));
            control.add(Wrk.run(controlUrl, connections, SECONDS, controlScript));
        }
        Table.row(
                one.name(),
                Integer.toString(connections),
                Table.range(product.rates()),
                Table.range(control.rates()),
                Table.number(Table.median(product.rates()) / Table.median(control.rates())),
                Table.range(product.p99s()),
                Table.range(control.p99s()),
                Table.number(Table.median(product.p99s()) / Table.median(control.p99s())));
    }

    /** A script for wrk. */
    static Path script(Path folder, String name, String token) throws IOException {
        return Files.writeString(folder.resolve(name + ".lua"), get(token));
    }

    private static String get(String token) {
        return "wrk.headers[\"Authorization\"] = \"Bearer " + token + "\"\n";
    }

    /** Each request changes the rating of another entry of the page, so every one of them writes. */
    private static String ratings(String token, JsonNode shelf) {
        return get(token) + """
                wrk.headers["Content-Type"] = "application/json"
                %s
                function request()
                  count = count + 1
                  local rating = count %% (2 * #ids) < #ids and "4.5" or "3"
                  local entry = "/api/v1/library/" .. ids[count %% #ids + 1]
                  return wrk.format("PATCH", entry, nil, '{"rating": ' .. rating .. '}')
                end
                """.formatted(ids(shelf));
    }

    private static String controlRatings(JsonNode shelf) {
        return """
                %s
                function request()
                  count = count + 1
                  local rating = count %% (2 * #ids) < #ids and 18 or 12
                  return wrk.format("PUT", "/rating/" .. ids[count %% #ids + 1] .. "/" .. rating)
                end
                """.formatted(ids(shelf));
    }

    private static String ids(JsonNode shelf) {
        List<String> ids = new ArrayList<>();
        shelf.path("items").forEach(item -> ids.add("\"" + item.path("id").asText() + "\""));
        return "local count = 0\nlocal ids = {" + String.join(",", ids) + "}";
    }
}
