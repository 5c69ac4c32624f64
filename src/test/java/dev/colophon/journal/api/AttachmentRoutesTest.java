package dev.colophon.journal.api;

import static dev.colophon.journal.JournalApi.NOTES;
import static dev.colophon.journal.file.Samples.joined;
import static dev.colophon.journal.file.Samples.latin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.journal.JournalApi;
import dev.colophon.journal.file.Samples;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files on notes; here the largest has 1 KiB and all of a reader's 10 KiB. */
@EveryDatabase
@Timeout(120)
class AttachmentRoutesTest {
    private static final Map<String, String> FORM = Map.of("Content-Type", "multipart/form-data; boundary=b");

    private JournalApi api;
    private TestDatabase lent;
    private String note;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        api = new JournalApi(lent);
        note = api.note(api.entry("Emma"), "Badly done");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static byte[] form(String fileName, byte[] content) {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(UTF_8);
        return joined(head, content, latin("\r\n--b--\r\n"));
    }

    private static Answer attach(TestClient who, String note, String fileName, byte[] content) {
        return who.send("POST", NOTES + "/" + note + "/attachments", FORM, form(fileName, content));
    }

    private Answer attach(String fileName, byte[] content) {
        return attach(api.mary, note, fileName, content);
    }

    private static byte[] text(int length, String seed) {
        return (seed + "x".repeat(length)).substring(0, length).getBytes(UTF_8);
    }

    private JsonNode attachments() {
        return api.mary.get(NOTES + "/" + note).json().path("attachments");
    }

    private void demandNothingStored() {
        assertThat(api.stored()).isEmpty();
        assertThat(lent.query("SELECT COUNT(*) FROM blobs")).containsExactly("0");
        assertThat(attachments()).isEmpty();
    }

    @Test
    void a_file_is_read_back_as_it_was_sent_and_is_never_shown_by_a_browser() {
        Answer added = attach("Überblick.pdf", Samples.PDF);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("file_name").asText()).isEqualTo("Überblick.pdf");
        assertThat(added.json().path("media_type").asText()).isEqualTo("application/pdf");
        assertThat(added.json().path("size_bytes").asInt()).isEqualTo(Samples.PDF.length);
        assertThat(attachments().path(0)).isEqualTo(added.json());
        assertThat(api.stored()).containsExactly("notes/" + Hash.hexadecimal(Samples.PDF));
        Answer file = api.mary.get(added.header("Location"));
        assertThat(file.body()).isEqualTo(Samples.PDF);
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_berblick.pdf\"; filename*=UTF-8''%C3%9Cberblick.pdf");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        Map<String, String> known = Map.of("If-None-Match", file.header("ETag"));
        assertThat(api.mary
                        .send("GET", added.header("Location"), known, new byte[0])
                        .status())
                .isEqualTo(304);
    }

    @Test
    void what_a_file_is_its_bytes_tell_and_not_its_name() {
        Map<byte[], String> types = Map.of(
                Samples.PDF,
                "application/pdf",
                Samples.JPEG,
                "image/jpeg",
                Samples.PNG,
                "image/png",
                Samples.GIF,
                "image/gif",
                Samples.WEBP,
                "image/webp",
                Samples.TEXT,
                "text/plain",
                latin("<svg onload=alert(1)>"),
                "text/plain");
        types.forEach((bytes, type) -> {
            Answer added = attach("a.html", bytes);
            assertThat(added.json().path("media_type").asText()).isEqualTo(type);
            String shown = type.equals("text/plain") ? "text/plain; charset=utf-8" : type;
            assertThat(api.mary.get(added.header("Location")).header("Content-Type"))
                    .isEqualTo(shown);
        });
    }

    @Test
    void what_cannot_be_attached_is_told_and_nothing_is_stored() {
        Map<byte[], String> wrong = Map.of(
                new byte[0],
                "empty",
                latin("PK\u0003\u0004\0\0archive"),
                "file_type",
                latin("GIF89a and then nothing"),
                "truncated",
                latin("%PDF-1.7 and then nothing"),
                "truncated",
                latin("Latin-1: \u00fc"),
                "file_type");
        wrong.forEach((bytes, code) -> {
            Answer answer = attach("a.pdf", bytes);
            assertThat(answer.status()).as(code).isEqualTo(422);
            assertThat(answer.pointer()).isEqualTo("file");
            assertThat(answer.json().path("errors").path(0).path("code").asText())
                    .isEqualTo(code);
        });
        assertThat(attach("", Samples.PDF).status()).as("no file was chosen").isEqualTo(422);
        demandNothingStored();
    }

    @Test
    void a_file_that_is_too_large_is_refused_while_it_arrives() {
        assertThat(attach("a.txt", text(1_025, "")).status()).isEqualTo(413);
        assertThat(attach("a.txt", text(200_000, "")).status()).isEqualTo(413);
        demandNothingStored();

        assertThat(attach("a.txt", text(1_024, "")).status()).isEqualTo(201);
    }

    @Test
    void a_form_that_breaks_off_stores_nothing() {
        byte[] whole = form("a.txt", Samples.TEXT);
        byte[] broken = Arrays.copyOf(whole, whole.length - 8);
        String path = NOTES + "/" + note + "/attachments";

        assertThat(api.mary.send("POST", path, FORM, broken).status()).isEqualTo(400);
        assertThat(api.mary
                        .send("POST", path, Map.of("Content-Type", "application/pdf"), Samples.PDF)
                        .status())
                .isEqualTo(415);
        demandNothingStored();
    }

    @Test
    void hostile_names_do_no_harm() {
        Map<String, String> names = Map.of(
                "../../etc/passwd", "passwd",
                "C:\\Windows\\x.txt", "x.txt",
                "a\\\"; filename=evil.html", "a\"; filename=evil.html",
                "<script>alert(1)<&.txt", "<script>alert(1)<&.txt");
        names.forEach((sent, kept) -> {
            Answer added = attach(sent, Samples.TEXT);
            assertThat(added.json().path("file_name").asText()).isEqualTo(kept);
            assertThat(api.mary.get(added.header("Location")).header("Content-Disposition"))
                    .matches("attachment; filename=\"[^\"\\\\/]+\"(; filename\\*=UTF-8''[\\w%.!&-]+)?");
        });
        assertThat(api.stored()).allMatch(name -> name.matches("notes/[0-9a-f]{64}"));
        for (String refused : List.of("..", "a\u202etxt.exe", "a\u0007", "n".repeat(300))) {
            assertThat(attach(refused, Samples.TEXT).status()).as(refused).isEqualTo(400);
        }
    }

    @Test
    void all_files_of_a_reader_stay_within_the_quota() {
        for (int number = 0; number < 9; number++) {
            assertThat(attach("a.txt", text(1_000, "file " + number)).status()).isEqualTo(201);
        }
        note = api.note(api.entry("Persuasion"), "Half agony");
        assertThat(attach("a.txt", text(1_000, "the tenth")).status()).isEqualTo(201);
        int stored = api.stored().size();

        Answer over = attach("a.txt", text(241, "over"));

        assertThat(over.status()).isEqualTo(413);
        assertThat(over.code()).isEqualTo("quota");
        assertThat(api.stored()).as("no stray file").hasSize(stored);
        assertThat(attach("a.txt", text(240, "up to it")).status()).isEqualTo(201);
        assertThat(attach("a.txt", text(1, "u")).code()).isEqualTo("quota");
        api.mary.delete(
                "/api/v1/attachments/" + attachments().path(0).path("id").asText());
        assertThat(attach("a.txt", text(1_000, "room again")).code())
                .as("what was sent today and is removed counts until a day is over")
                .isEqualTo("quota");
        api.pass(Duration.ofHours(25));
        assertThat(attach("a.txt", text(1_000, "room again")).status()).isEqualTo(201);
        String johns = api.entryOf(api.john, "Emma");
        assertThat(attach(api.john, api.noteOf(api.john, johns), "a.txt", Samples.TEXT)
                        .status())
                .as("another reader has a quota of their own")
                .isEqualTo(201);
    }

    @Test
    void uploads_at_one_moment_do_not_pass_the_quota_together() throws Exception {
        String first = note;
        String second = api.note(api.entry("Persuasion"), "Half agony");
        for (int number = 0; number < 9; number++) {
            attach("a.txt", text(1_024, "file " + number));
        }
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                byte[] bytes = text(600, "race " + number);
                String on = number % 2 == 0 ? first : second;
                answers.add(both.submit(() -> attach(api.mary, on, "a.txt", bytes)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201);
        }
        assertThat(lent.query("SELECT SUM(size_bytes) FROM attachments"))
                .containsExactly(String.valueOf(9 * 1_024 + 600));
    }

    @Test
    void attaching_and_removing_again_and_again_stores_no_more_than_the_quota() {
        int number = 0;
        Answer answer = attach("a.txt", text(1_000, "file 0"));
        while (answer.status() == 201) {
            api.mary.delete(answer.header("Location"));
            number++;
            assertThat(number).isLessThan(20);
            answer = attach("a.txt", text(1_000, "file " + number));
        }

        assertThat(answer.code()).isEqualTo("quota");
        assertThat(answer.json().path("detail").asText()).contains("10240 bytes", "remove some", "a day");
        assertThat(number).isEqualTo(10);
        assertThat(api.stored()).hasSize(10);
    }

    @Test
    void the_same_file_on_several_notes_counts_once() {
        String other = api.note(api.entry("Persuasion"), "Half agony");
        for (int number = 0; number < 9; number++) {
            assertThat(attach("a.txt", text(1_000, "same")).status()).isEqualTo(201);
            assertThat(attach(api.mary, other, "a.txt", text(1_000, "same")).status())
                    .isEqualTo(201);
        }

        assertThat(lent.query("SELECT SUM(size_bytes) FROM uploads")).containsExactly("1000");
    }

    @Test
    void a_note_has_at_most_ten_files() {
        for (int number = 0; number < 10; number++) {
            assertThat(attach(number + ".txt", Samples.TEXT).status()).isEqualTo(201);
        }

        Answer refused = attach("11.txt", Samples.PDF);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asText()).isEqualTo("too_many");
        assertThat(attachments()).hasSize(10);
        assertThat(attachments().findValuesAsText("file_name")).startsWith("0.txt", "1.txt");
    }

    @Test
    void files_go_with_their_note_and_stay_on_others() {
        String other = api.note(api.entry("Persuasion"), "Half agony");
        attach("a.txt", Samples.TEXT);
        String kept = attach(api.mary, other, "b.txt", Samples.TEXT).header("Location");
        assertThat(api.stored()).as("the same bytes are kept once").hasSize(1);

        api.mary.delete(NOTES + "/" + note);

        assertThat(lent.query("SELECT file_name FROM attachments")).containsExactly("b.txt");
        assertThat(api.mary.get(kept).body()).isEqualTo(Samples.TEXT);
        assertThat(api.mary.delete(kept).status()).isEqualTo(204);
        assertThat(api.mary.delete(kept).status()).isEqualTo(404);
        assertThat(api.mary.get(kept).status()).isEqualTo(404);
    }

    @Test
    void lists_of_notes_tell_of_each_ones_files() {
        String entry = api.entry("Persuasion");
        List<String> notes = new ArrayList<>();
        for (int number = 0; number < 22; number++) {
            notes.add(api.note(entry, "thought " + number));
        }
        attach(api.mary, notes.get(1), "one.txt", Samples.TEXT);
        attach(api.mary, notes.get(21), "twentyone.txt", Samples.TEXT);

        JsonNode items = api.mary.get(JournalApi.ofEntry(entry)).json().path("items");

        assertThat(items.path(0).path("attachments").findValuesAsText("file_name"))
                .containsExactly("twentyone.txt");
        assertThat(items.path(1).path("attachments")).isEmpty();
        assertThat(items).hasSize(20);
        assertThat(api.mary.get(NOTES + "?q=thought&limit=1").json().findValuesAsText("file_name"))
                .containsExactly("twentyone.txt");
    }

    @Test
    void a_stranger_gets_not_found_everywhere() {
        String file = attach("a.txt", Samples.TEXT).header("Location");
        for (TestClient stranger : List.of(api.john, api.admin)) {
            assertThat(stranger.get(file).status()).isEqualTo(404);
            assertThat(stranger.delete(file).status()).isEqualTo(404);
            assertThat(attach(stranger, note, "b.txt", Samples.TEXT).status()).isEqualTo(404);
            assertThat(stranger.get("/api/v1/attachments/" + UUID.randomUUID()).status())
                    .isEqualTo(404);
        }
        TestClient anonymous = api.server.anonymous();
        assertThat(anonymous.get(file).status()).isEqualTo(401);
        assertThat(anonymous.delete(file).status()).isEqualTo(401);
        assertThat(attach(anonymous, note, "b.txt", Samples.TEXT).status()).isEqualTo(401);
        assertThat(attachments()).hasSize(1);
    }

    @Test
    void a_file_whose_bytes_are_lost_is_not_found() {
        String file = attach("a.txt", Samples.TEXT).header("Location");

        api.loseFiles();

        assertThat(api.mary.get(file).status()).isEqualTo(404);
    }
}
