package dev.colophon.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.config.Config;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;

/**
 * The least that a program of the same libraries does to be ready: two servers, a pool, Flyway with
 * nothing to do, DbClient, Jackson and Logback. Colophon's start is measured against it. Arguments:
 * JDBC URL, user, password, location of the migrations.
 */
final class Skeleton {
    private Skeleton() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "4");
        LoggerFactory.getLogger(Skeleton.class).info("starting");
        WebServer management = management();
        Flyway.configure()
                .dataSource(arguments[0], arguments[1], arguments[2])
                .locations(arguments[3])
                .load()
                .migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        HikariDataSource pool = new HikariDataSource(config);
        DbClient client = JdbcClientBuilder.create()
                .connectionPool(() -> {
                    try {
                        return pool.getConnection();
                    } catch (SQLException failure) {
                        throw new DbClientException("connection", failure);
                    }
                })
                .build();
        if (client.execute().createGet("select 1 as one").execute().isEmpty()) {
            throw new IllegalStateException("no row");
        }
        byte[] body = com.fasterxml.jackson.databind.json.JsonMapper.builder()
                .addModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
                .build()
                .writeValueAsBytes(Map.of("hello", "world"));
        WebServer main = server().routing(routing -> routing.get("/", (q, p) -> p.send(body)))
                .build()
                .start();
        System.out.println("skeleton ready at " + main.port() + " and " + management.port());
    }

    private static WebServer management() {
        return server().routing(routing -> routing.get("/health", (q, p) -> p.send("up")))
                .build()
                .start();
    }

    private static io.helidon.webserver.WebServerConfig.Builder server() {
        return WebServer.builder()
                .config(Config.empty())
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.create())
                .host("127.0.0.1")
                .port(0);
    }
}
