package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    /** One address asked of both. */
    private record Case(String name, String method, String path, String controlPath, String bodyOfRequest) {}

    private record Figures(List<Double> rates, List<Double> p99s) {
        Figures() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Wrk run) {
            rates.add(run.requestsPerSecond());
            p99s.add(run.p99Millis());
        }
    }

    void run() throws Exception {
        postgresql.create("bench_requests");
        Map<String, String> environment = postgresql.environment("bench_requests");
        Path library = Samples.goodreads(folder, BOOKS);
        Colophon.run(folder, environment, "migrate");
        Colophon.createUser(folder, environment, "ada");
        Colophon.run(folder, environment, "import", "--user", "ada", library.toString());
        analyze();
        try (Child product = Colophon.serve(folder, environment);
                Child control = control()) {
            String address = Colophon.address(product.awaitLine(Colophon.READY));
            String controlLine = control.awaitLine("control ready at ").line();
            String controlAddress = "http://127.0.0.1:" + controlLine.replaceAll(".*ready at (\\d+).*", "$1");
            compare(address, controlAddress);
        }
    }

    private void analyze() throws Exception {
        try (var connection = postgresql.connect("bench_requests");
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    private void compare(String address, String controlAddress) throws Exception {
        String token = Colophon.token(address, "ada");
        JsonNode shelf = Colophon.get(address, "/api/v1/library?limit=50", token);
        JsonNode entry = shelf.path("items").path(7);
        String book = entry.path("book").path("id").asText();
        String user = Colophon.get(address, "/api/v1/auth/session", token)
                .findValue("id")
                .asText();
        String item = entry.path("id").asText();
        List<Case> cases = List.of(
                new Case("book by id", "GET", "/api/v1/books/" + book, "/book/" + book, ""),
                new Case("shelf page of 50", "GET", "/api/v1/library?limit=50", "/shelf/" + user, ""),
                new Case(
                        "write (rating)",
                        "PATCH",
                        "/api/v1/library/" + item,
                        "/rating/" + item + "/9",
                        "{\\\"rating\\\":4.5}"));
        System.out.println(
                "\n## Requests, PostgreSQL, median (least–most) of " + ROUNDS + " rounds of " + SECONDS + " s\n");
        Table.head("request", "connections", "req/s", "control req/s", "ratio", "p99 ms", "control p99 ms", "ratio");
        for (Case one : cases) {
            for (int connections : new int[] {32, 256}) {
                row(one, connections, new Target(address, controlAddress, token));
            }
        }
    }

    private record Target(String address, String controlAddress, String token) {}

    private void row(Case one, int connections, Target target) throws Exception {
        Path script = script(
                folder,
                "product",
                one.method(),
                target.token(),
                one.bodyOfRequest().isEmpty() ? "nil" : "\"" + one.bodyOfRequest() + "\"");
        String controlMethod = one.method().equals("PATCH") ? "PUT" : one.method();
        Path controlScript = script(folder, "control", controlMethod, "none", "nil");
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
    static Path script(Path folder, String name, String method, String token, String body) throws IOException {
        return Files.writeString(folder.resolve(name + ".lua"), """
                wrk.method = "%s"
                wrk.body = %s
                wrk.headers["Authorization"] = "Bearer %s"
                wrk.headers["Content-Type"] = "application/json"
                """.formatted(method, body, token));
    }

    private Child control() throws IOException {
        Path sql = Files.writeString(
                folder.resolve("control-sql.json"), new ObjectMapper().writeValueAsString(ControlSql.TEXTS));
        return Child.start(
                folder,
                Map.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Control.class.getName(),
                        postgresql.jdbcUrl("bench_requests"),
                        "postgres",
                        "bench",
                        Integer.toString(BenchDatabase.POOL_SIZE),
                        sql.toString()));
    }
}
