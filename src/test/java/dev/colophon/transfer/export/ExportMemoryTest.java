package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.SmallHeapServer;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export of more bytes than the heap has goes through it piece by piece. */
@Timeout(300)
class ExportMemoryTest {
    private static final int ATTACHMENT_BYTES = 10_485_760;
    private static final int ATTACHMENTS = 20;
    private static final int HEAP_MEBIBYTES = 160;
    private static final long HEAP_IN_USE_BYTES = 96L << 20;

    @TempDir
    Path folder;

    @Test
    @TakesLong("starts a server, sends 200 MiB and fetches them")
    void two_hundred_mib_of_attachments_fit_a_heap_of_160_mib_on_sqlite() throws Exception {
        demandRoom(Map.of());
    }

    @Test
    @Tag("slow")
    @TakesLong("the same on the other database")
    void two_hundred_mib_of_attachments_fit_a_heap_of_160_mib_on_postgresql() throws Exception {
        try (TestDatabase rows = TestDatabase.create(Engine.POSTGRESQL)) {
            demandRoom(SmallHeapServer.on(rows.settings()));
        }
    }

    private void demandRoom(Map<String, String> variables) throws Exception {
        try (SmallHeapServer server = new SmallHeapServer(folder, HEAP_MEBIBYTES, variables);
                RemoteReader reader = new RemoteReader(server.port(), "ada")) {
            attachAll(reader);
            for (String file : new String[] {"colophon.zip", "account.zip"}) {
                try (InputStream in = reader.download("/api/v1/exports/" + file)) {
                    long begun = in.readNBytes(ATTACHMENT_BYTES).length;
                    assertThat(server.heapInUseBytes()).as("in its midst").isLessThan(HEAP_IN_USE_BYTES);
                    assertThat(begun + rest(in)).isGreaterThan((long) ATTACHMENTS * ATTACHMENT_BYTES);
                }
            }
            server.demandHealth();
        }
    }

    /** What no compression makes smaller. */
    private static void attachAll(RemoteReader reader) throws Exception {
        String entry = reader.post("/api/v1/library", Map.of("book", Map.of("title", "Emma")))
                .path("id")
                .asText();
        byte[] text = new byte[ATTACHMENT_BYTES];
        for (int number = 0; number < ATTACHMENTS; number++) {
            String note = reader.post("/api/v1/library/" + entry + "/notes", Map.of("body", "x"))
                    .path("id")
                    .asText();
            new Random(number).nextBytes(text);
            for (int index = 0; index < text.length; index++) {
                text[index] = (byte) (' ' + (text[index] & 0x3f));
            }
            var answer = reader.upload("/api/v1/notes/" + note + "/attachments", number + ".txt", text);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    /** How many bytes follow, of which the last ones end a zip. */
    private static long rest(InputStream in) throws Exception {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        byte[] end = new byte[22];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes += count;
            int kept = Math.min(count, end.length);
            System.arraycopy(end, kept, end, 0, end.length - kept);
            System.arraycopy(buffer, count - kept, end, end.length - kept, kept);
        }
        assertThat(new String(end, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("PK\u0005\u0006");
        return bytes;
    }
}
