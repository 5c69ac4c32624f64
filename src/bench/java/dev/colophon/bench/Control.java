package dev.colophon.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.common.socket.SocketOptions;
import io.helidon.config.Config;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What Colophon is measured against: a bare Helidon handler that runs the same SQL through DbClient
 * and HikariCP with the fair permit, and writes the row as JSON. No sign-in, limits, headers,
 * metrics, log or checks. Arguments: JDBC URL, user, password, pool size, how many may write at once,
 * and a file with the SQL of each path.
 */
final class Control {
    private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
            com.fasterxml.jackson.databind.json.JsonMapper.builder()
                    .addModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
                    .build();

    private static final String READY = "control ready at ";

    private final DbClient client;
    private final Semaphore permits;
    private final Semaphore writers;
    private final Map<String, String> sql;

    private Control(DbClient client, int poolSize, int writers, Map<String, String> sql) {
        this.client = client;
        this.permits = new Semaphore(poolSize, true);
        this.writers = writers == poolSize ? permits : new Semaphore(writers, true);
        this.sql = sql;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "4");
        int poolSize = Integer.parseInt(arguments[3]);
        HikariDataSource pool = pool(arguments, poolSize);
        DbClient client = JdbcClientBuilder.create()
                .connectionPool(() -> {
                    try {
                        return pool.getConnection();
                    } catch (SQLException failure) {
                        throw new DbClientException("connection", failure);
                    }
                })
                .build();
        Map<String, String> sql = JSON.readValue(
                Path.of(arguments[5]).toFile(), new com.fasterxml.jackson.core.type.TypeReference<>() {});
        Control control = new Control(client, poolSize, Integer.parseInt(arguments[4]), sql);
        WebServer server = WebServer.builder()
                .config(Config.empty())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.create())
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .host("127.0.0.1")
                .port(0)
                .routing(control::routes)
                .build()
                .start();
        System.out.println(READY + server.port());
    }

    /** Starts it as a process of its own. */
    static Child serve(Path folder, String jdbcUrl, int writers) throws IOException {
        Path sql = Files.writeString(folder.resolve("control-sql.json"), JSON.writeValueAsString(ControlSql.TEXTS));
        return Child.start(
                folder,
                Map.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Control.class.getName(),
                        jdbcUrl,
                        "postgres",
                        "bench",
                        Integer.toString(BenchDatabase.POOL_SIZE),
                        Integer.toString(writers),
                        sql.toString()));
    }

    /** Where it serves, once it does. */
    static String address(Child control) throws Exception {
        String line = control.awaitLine(READY).line();
        return "http://127.0.0.1:" + line.substring(line.indexOf(READY) + READY.length());
    }

    private static HikariDataSource pool(String[] arguments, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(poolSize);
        return new HikariDataSource(config);
    }

    private void routes(HttpRouting.Builder routing) {
        routing.get("/book/{id}", this::book).get("/shelf/{id}", this::shelf).put("/rating/{id}/{rating}", this::write);
    }

    private void book(ServerRequest request, ServerResponse response) throws Exception {
        String id = request.path().pathParameters().get("id");
        Map<String, Object> row = permitted(
                permits,
                () -> client.execute()
                        .createGet(sql.get("book"))
                        .addParam(id)
                        .execute()
                        .map(Control::row)
                        .orElseThrow());
        send(response, row);
    }

    private void shelf(ServerRequest request, ServerResponse response) throws Exception {
        String user = request.path().pathParameters().get("id");
        List<Map<String, Object>> rows = permitted(
                permits,
                () -> client.execute()
                        .createQuery(sql.get("shelf"))
                        .addParam(user)
                        .execute()
                        .map(Control::row)
                        .toList());
        send(response, Map.of("items", rows));
    }

    private void write(ServerRequest request, ServerResponse response) throws Exception {
        String id = request.path().pathParameters().get("id");
        long rating = Long.parseLong(request.path().pathParameters().get("rating"));
        long touched = permitted(writers, () -> {
            var transaction = client.transaction();
            long count = transaction
                    .createDmlStatement(sql.get("write"))
                    .params(List.of(rating, id))
                    .execute();
            transaction.commit();
            return count;
        });
        send(response, Map.of("touched", touched));
    }

    private static <T> T permitted(Semaphore permits, Supplier<T> work) throws InterruptedException {
        if (!permits.tryAcquire(1500, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("no permit");
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static Map<String, Object> row(DbRow row) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.forEach(column -> values.put(column.name(), column.get(Object.class)));
        return values;
    }

    private static void send(ServerResponse response, Object value) throws Exception {
        response.headers().set(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(JSON.writeValueAsBytes(value));
    }
}
