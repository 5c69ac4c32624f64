package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.assets.AssetIndex;
import dev.colophon.assets.StaticCollector;
import dev.colophon.settings.StaticSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AssetHandlerTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private AssetIndex index;

    @SuppressWarnings("NullAway.Init")
    private RunningServer server;

    @SuppressWarnings("NullAway.Init")
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        index = new StaticCollector(InstantSource.system()).collect(new StaticSettings(true, folder));
        var choice = new RunningServer.Choice();
        choice.routes = new AssetHandler(index, RunningServer::reply)::register;
        server = new RunningServer(choice);
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private String ask(String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
    }

    private RawClient.Answer get(String path, String... headers) throws IOException {
        return client.send(ask("GET", path, headers)).answer();
    }

    @Test
    void a_file_comes_with_its_headers_and_in_a_coding_that_the_client_knows() throws IOException {
        String url = index.url("pico.min.css");

        var plain = get(url);
        var gzip = get(url, "Accept-Encoding: br", "Accept-Encoding: gzip");
        var zstd = get(url, "Accept-Encoding: gzip, deflate, br, zstd");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.body()).contains("Pico CSS");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())).readAllBytes();
        assertThat(unzipped).isEqualTo(plain.bytes());
        assertThat(zstd.header("Content-Encoding")).isEqualTo("zstd");
        assertThat(zstd.bytes().length).isLessThan(gzip.bytes().length);
    }

    @Test
    void a_known_tag_gets_304_and_the_connection_stays_in_step() throws IOException {
        String url = index.url("htmx.min.js");
        String tag = get(url, "Accept-Encoding: gzip").header("ETag");

        String all = client.send(ask("GET", url, "Accept-Encoding: gzip", "If-None-Match: W/" + tag))
                .send(ask("GET", "/hello"))
                .within(Duration.ofMillis(500));

        assertThat(all).startsWith("HTTP/1.1 304 ");
        String head = all.substring(0, all.indexOf("\r\n\r\n"));
        assertThat(head).contains("ETag: " + tag, "Vary: Accept-Encoding", "immutable");
        assertThat(head).doesNotContainIgnoringCase("content-type:", "content-length:");
        assertThat(all.substring(all.indexOf("\r\n\r\n") + 4)).startsWith("HTTP/1.1 200 ");
        assertThat(all).endsWith("hello");
    }

    @Test
    void head_has_the_length_and_no_body() throws IOException {
        String url = index.url("icon.svg");
        int length = get(url).bytes().length;

        var head = client.send(ask("HEAD", url)).headAnswer();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(length));
        assertThat(get("/hello").body()).isEqualTo("hello");
    }

    @Test
    void other_methods_are_refused_by_name() throws IOException {
        String body = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String request = "POST "
                + index.url("icon.svg")
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;

        var answer = client.send(request.getBytes(StandardCharsets.US_ASCII)).answer();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(answer.body()).isEqualTo("code=method_not_allowed");
        assertThat(server.hiddenCalls).hasValue(0);
    }

    @Test
    void what_is_not_a_static_file_is_left_to_others() throws IOException {
        assertThat(get("/assets/missing.css").status()).isEqualTo(404);
        assertThat(get("/assets/../pom.xml").status()).isEqualTo(404);
        assertThat(get("/assets/..%2fpom.xml").status()).isEqualTo(404);
        assertThat(get("/assets/%2e%2e/pom.xml").status()).isEqualTo(404);
        assertThat(get("/hello").body()).isEqualTo("hello");
    }

    @Test
    void an_unknown_hash_gets_the_current_file_for_now() throws IOException {
        var answer = get("/assets/colophon.0123456789abcdef.css");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.bytes()).isEqualTo(get(index.url("colophon.css")).bytes());
    }
}
