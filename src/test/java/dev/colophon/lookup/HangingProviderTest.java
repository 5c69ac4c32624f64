package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider does, the shelf is there at once: only who looks a book up waits for it. */
@Timeout(90)
class HangingProviderTest {
    private static final int MANY = 12;
    private static final Duration HANGING = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ProviderServer providers = new ProviderServer();

    private RunningColophon start() {
        return RunningColophon.start(
                folder,
                Map.of(
                        "OPEN_LIBRARY_CONTACT", "admin@books.example",
                        "LOOKUP_TEST_URL", providers.address().toString(),
                        "LOOKUP_TIMEOUT_SECONDS", "10"));
    }

    private static void readPages(RemoteReader reader, String entry) throws Exception {
        for (String page : List.of("/", "/shelf", "/shelf/" + entry, "/shelf/new")) {
            HttpResponse<String> answer = reader.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
        }
        assertThat(reader.get("/shelf").body()).contains("Emma");
    }

    @Test
    @TakesLong("stops a server whose look-ups wait for ten seconds")
    void the_shelf_is_read_while_many_look_ups_wait_for_a_provider_that_hangs() throws Exception {
        providers.when("/", "", Reply.json(200, "{}").after(HANGING));
        try (providers;
                RunningColophon colophon = start();
                RemoteReader reader = new RemoteReader(colophon.port(), "ada");
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            String entry = reader.post("/api/v1/library", Map.of("book", Map.of("title", "Emma")))
                    .path("id")
                    .asText();
            List<Future<HttpResponse<String>>> lookups = new ArrayList<>();
            for (int number = 0; number < MANY; number++) {
                String path = "/api/v1/lookup?q=book" + number;
                lookups.add(waiting.submit(() -> reader.ask(path)));
            }
            while (providers.asked().isEmpty()) {
                Thread.sleep(20);
            }

            for (int round = 0; round < 5; round++) {
                readPages(reader, entry);
            }

            // those above the provider's share were told at once that it is busy
            assertThat(lookups).as("still waiting after all pages were read").anyMatch(lookup -> !lookup.isDone());
            waiting.shutdownNow();
        }
    }

    static Stream<Reply> nuisances() {
        return Stream.of(
                Reply.json(429, "{}").with("Retry-After", "30"),
                Reply.json(200, "{\"docs\":\"" + "x".repeat(5 << 20) + "\"}"),
                Reply.redirect("http://169.254.169.254/latest/meta-data/"));
    }

    @ParameterizedTest
    @MethodSource("nuisances")
    void the_shelf_never_asks_a_provider_that_is_busy_huge_or_leads_elsewhere(Reply reply) throws Exception {
        providers.when("/", "", reply);
        try (providers;
                RunningColophon colophon = start();
                RemoteReader reader = new RemoteReader(colophon.port(), "ada")) {
            String entry = reader.post("/api/v1/library", Map.of("book", Map.of("title", "Emma")))
                    .path("id")
                    .asText();
            assertThat(reader.get("/shelf/new?q=emma").statusCode()).isEqualTo(200);
            int asked = providers.asked().size();
            assertThat(asked).isPositive();

            readPages(reader, entry);

            assertThat(providers.asked()).as("by pages that show a shelf").hasSize(asked);
        }
    }
}
