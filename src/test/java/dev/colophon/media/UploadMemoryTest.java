package dev.colophon.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.SmallHeapServer;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large files arrive beside a load of pages in a server whose heap is less than all of them. */
@Timeout(300)
class UploadMemoryTest {
    private static final int LARGEST_BYTES = 10_485_760;
    private static final int AT_ONCE = 6;
    private static final int ROUNDS = 5;
    private static final int READING = 3;
    private static final long HEAP_IN_USE_BYTES = 128L << 20;

    @TempDir
    Path folder;

    @Test
    @TakesLong("starts a server and sends 300 MiB")
    void thirty_files_of_10_mib_fit_a_heap_of_256_mib_on_sqlite() throws Exception {
        demandRoom(Map.of());
    }

    @Test
    @Tag("slow")
    @TakesLong("the same on the other database")
    void thirty_files_of_10_mib_fit_a_heap_of_256_mib_on_postgresql() throws Exception {
        try (TestDatabase rows = TestDatabase.create(Engine.POSTGRESQL)) {
            demandRoom(SmallHeapServer.on(rows.settings()));
        }
    }

    private void demandRoom(Map<String, String> variables) throws Exception {
        try (SmallHeapServer server = new SmallHeapServer(folder, 256, variables)) {
            try (RemoteReader reader = new RemoteReader(server.port(), "ada")) {
                sendAll(reader);
            }
            assertThat(server.heapInUseBytes()).isLessThan(HEAP_IN_USE_BYTES);
            server.demandHealth();
        }
    }

    private void sendAll(RemoteReader reader) throws Exception {
        List<String> notes = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            String entry = reader.post("/api/v1/library", Map.of("book", Map.of("title", "Book " + number)))
                    .path("id")
                    .asText();
            notes.add(reader.post("/api/v1/library/" + entry + "/notes", Map.of("body", "x"))
                    .path("id")
                    .asText());
        }
        AtomicBoolean sending = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + READING)) {
            List<Future<Integer>> pages = new ArrayList<>();
            for (int number = 0; number < READING; number++) {
                pages.add(threads.submit(() -> readShelf(reader, sending)));
            }
            List<Future<Void>> uploads = new ArrayList<>();
            for (String note : notes) {
                uploads.add(threads.submit(() -> send(reader, note)));
            }
            for (Future<Void> upload : uploads) {
                upload.get();
            }
            sending.set(false);
            for (Future<Integer> page : pages) {
                assertThat(page.get()).as("pages that were answered meanwhile").isGreaterThan(ROUNDS);
            }
        }
    }

    private static Void send(RemoteReader reader, String note) throws Exception {
        byte[] text = new byte[LARGEST_BYTES];
        Arrays.fill(text, (byte) 'a');
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mark = (note + " " + round + "\n").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(mark, 0, text, 0, mark.length);
            var answer = reader.upload("/api/v1/notes/" + note + "/attachments", round + ".txt", text);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        return null;
    }

    private static int readShelf(RemoteReader reader, AtomicBoolean sending) throws Exception {
        int read = 0;
        while (sending.get()) {
            assertThat(reader.get("/shelf").statusCode()).isEqualTo(200);
            read++;
        }
        return read;
    }
}
