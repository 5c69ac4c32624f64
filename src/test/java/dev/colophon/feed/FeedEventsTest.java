package dev.colophon.feed;

import static dev.colophon.feed.FeedApi.follow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of the feed is told what is new while it is open. */
@OnSqlite
@Timeout(60)
class FeedEventsTest {
    private static final String SINCE = "?since=2026-03-14T12:00:00Z";

    private final TestDatabase lent;
    private final HttpClient http = HttpClient.newHttpClient();

    FeedEventsTest(TestDatabase lent) {
        this.lent = lent;
    }

    private HttpResponse<InputStream> open(FeedApi api, TestClient reader) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.server.port() + "/feed/events" + SINCE))
                .header("Cookie", "colophon=" + reader.cookie("colophon"))
                .header("Accept", "text/event-stream")
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The data of the next event. */
    private static String next(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return String.valueOf(line).replaceFirst("data: ", "");
    }

    @Test
    void it_is_told_how_much_is_new_and_hears_of_nothing_that_it_may_not_see() throws Exception {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ada = api.reader("ada", "public");
            TestClient ben = api.reader("ben", "public");
            TestClient cleo = api.reader("cleo", "public");
            follow(ben, "ada");
            HttpResponse<InputStream> answer = open(api, ben);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            try (BufferedReader events = lines(answer)) {
                api.pass(Duration.ofSeconds(1));
                api.entry(cleo, "Persuasion", "status", "reading");
                api.entry(ada, "Hidden", "status", "reading", "visibility", "private");
                api.entry(ada, "Emma", "status", "reading");
                assertThat(next(events)).isEqualTo("1 new");
                api.entry(ada, "Sanditon", "status", "reading");
                assertThat(next(events)).isEqualTo("2 new");
            }
        }
    }

    @Test
    void one_reader_has_few_of_them_and_others_are_not_kept_out() throws Exception {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ben = api.reader("ben", "public");
            TestClient ada = api.reader("ada", "public");
            List<HttpResponse<InputStream>> open = new ArrayList<>();
            for (int window = 0; window < 3; window++) {
                open.add(open(api, ben));
            }
            HttpResponse<InputStream> refused = open(api, ben);
            assertThat(refused.statusCode()).isEqualTo(429);
            refused.body().close();
            open.add(open(api, ada));
            assertThat(open).allMatch(answer -> answer.statusCode() == 200);
            assertThat(api.meters.text()).contains("\ncolophon_feed_streams 4\n");
            for (HttpResponse<InputStream> one : open) {
                one.body().close();
            }
            while (!api.meters.text().contains("\ncolophon_feed_streams 0\n")) {
                Thread.sleep(20);
            }
            assertThat(api.server.anonymous().page("/feed/events").status()).isEqualTo(303);
        }
    }

    @Test
    void whoever_is_signed_out_meanwhile_hears_no_more() throws Exception {
        try (FeedApi api = new FeedApi(lent)) {
            TestClient ben = api.reader("ben", "public");
            try (BufferedReader events = lines(open(api, ben))) {
                api.signedOut = true;
                assertThat(next(events)).isEqualTo("null");
            }
        }
    }

    @Test
    void a_server_that_stops_ends_them_instead_of_waiting() throws Exception {
        FeedApi api = new FeedApi(lent);
        TestClient ben = api.reader("ben", "public");
        try (BufferedReader events = lines(open(api, ben))) {
            long start = System.nanoTime();
            api.close();
            assertThat(next(events)).isEqualTo("null");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
