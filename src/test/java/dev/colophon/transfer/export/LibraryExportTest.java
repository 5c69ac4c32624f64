package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.Hash;
import dev.colophon.transfer.export.walk.ExportProgress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the zip of a shelf, and that it is whole. */
@EveryDatabase
@Timeout(120)
class LibraryExportTest {
    private TestDatabase rows;
    private ExportApi api;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) {
        rows = lent;
        api = new ExportApi(lent, folder);
        api.fill();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everything_of_an_entry_is_in_it() {
        Unzipped zip = Unzipped.of(ExportApi.export(api.mary, "colophon.zip"));

        JsonNode book = zip.lines("books.jsonl").stream()
                .filter(line -> line.path("facts").path("title").asText().equals("Emma"))
                .findFirst()
                .orElseThrow();
        String key = book.path("key").asText();
        JsonNode entry = ofBook(zip, "entries.jsonl", key).getFirst();
        assertThat(entry.path("facts").path("lent_to").asText()).isEqualTo("Harriet");
        assertThat(entry.path("facts").path("rating").decimalValue()).isEqualByComparingTo("4.25");
        assertThat(entry.path("tags").path(0).path("name").asText()).isEqualTo("Classics");
        assertThat(entry.path("reads")).hasSize(3);
        assertThat(entry.path("reads").path(0).path("outcome").asText()).isEqualTo("dnf");
        assertThat(ofBook(zip, "progress.jsonl", key))
                .extracting(line ->
                        line.path("read").asInt() + " " + line.path("amount").asInt())
                .containsExactly("2 12", "2 40");
        List<JsonNode> notes = ofBook(zip, "notes.jsonl", key);
        assertThat(notes)
                .extracting(note -> note.path("text").path("kind").asText())
                .containsExactly("note", "quote");
        assertThat(notes.getLast().path("attachments")).hasSize(2);
        String hash = notes.getLast().path("attachments").path(0).path("sha256").asText();
        assertThat(zip.text("files/" + hash + ".txt")).isEqualTo("Dear Jane");
        assertThat(zip.members()).containsKey("files/" + book.path("cover").asText() + ".jpg");
    }

    private static List<JsonNode> ofBook(Unzipped zip, String name, String key) {
        return zip.lines(name).stream()
                .filter(line -> line.path("book").asText().equals(key))
                .toList();
    }

    @Test
    void the_manifest_tells_the_truth() {
        Unzipped zip = Unzipped.of(ExportApi.export(api.mary, "colophon.zip"));
        JsonNode manifest = zip.lines("manifest.json").getFirst();

        assertThat(manifest.path("missing")).isEmpty();
        assertThat(manifest.path("files").asInt()).isEqualTo(2);
        for (JsonNode content : manifest.path("contents")) {
            byte[] bytes = zip.bytes(content.path("name").asText());
            assertThat(Hash.hexadecimal(bytes)).isEqualTo(content.path("sha256").asText());
            assertThat(bytes).hasSize(content.path("bytes").asInt());
        }
        assertThat(manifest.path("contents").findValuesAsText("name"))
                .containsExactly(
                        "README.txt", "schema.json", "books.jsonl", "entries.jsonl", "progress.jsonl", "notes.jsonl");
        assertThat(manifest.path("contents").path(3).path("lines").asInt()).isEqualTo(251);
    }

    @Test
    void lines_are_in_the_order_of_their_keys_and_name_what_the_schema_names() {
        Unzipped zip = Unzipped.of(ExportApi.export(api.mary, "colophon.zip"));
        JsonNode schema = Json.readTree(zip.bytes("schema.json"));

        assertThat(zip.lines("books.jsonl"))
                .extracting(line -> line.path("key").asText())
                .isSorted();
        for (String kind : List.of("books", "entries", "progress", "notes")) {
            for (JsonNode line : zip.lines(kind + ".jsonl")) {
                demandSameNames(schema.path("$defs").path(kind), line, kind);
            }
        }
        demandSameNames(
                schema.path("$defs").path("manifest"),
                zip.lines("manifest.json").getFirst(),
                "manifest");
    }

    private static void demandSameNames(JsonNode schema, JsonNode value, String where) {
        if (schema.has("items")) {
            value.forEach(one -> demandSameNames(schema.path("items"), one, where + "/0"));
        } else if (schema.has("properties")) {
            assertThat(names(value)).as(where).containsExactlyInAnyOrderElementsOf(names(schema.path("properties")));
            value.properties()
                    .forEach(field -> demandSameNames(
                            schema.path("properties").path(field.getKey()),
                            field.getValue(),
                            where + "/" + field.getKey()));
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }

    @Test
    void the_same_shelf_makes_the_same_bytes() {
        assertThat(ExportApi.export(api.mary, "colophon.zip")).isEqualTo(ExportApi.export(api.mary, "colophon.zip"));
    }

    @Test
    void nothing_of_another_reader_and_no_secret_is_in_it() {
        Unzipped empty = Unzipped.of(ExportApi.export(api.john, "colophon.zip"));
        assertThat(empty.text("entries.jsonl")).isEmpty();
        assertThat(empty.members().keySet()).noneMatch(name -> name.startsWith("files/"));

        Unzipped account = Unzipped.of(ExportApi.export(api.mary, "account.zip"));
        for (String name : account.members().keySet()) {
            if (!name.equals("README.txt")) {
                assertThat(account.text(name)).as(name).doesNotContain("john", "password", "_key");
            }
        }
    }

    @Test
    void an_account_has_all_that_is_kept_about_it() throws Exception {
        String file = "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n1,Lamp,Ida,4,2020/01/02,read\n";
        ExportApi.imported(api.mary, "text/csv", file.getBytes(StandardCharsets.UTF_8));
        access();
        String at = "'2026-01-01T00:00:00.000000Z'";
        for (String metric : List.of("pages", "books")) {
            rows.run("INSERT INTO goals (user_id, year, metric, target, created_at, updated_at) SELECT id, 2026, '"
                    + metric + "', 12, " + at + ", " + at + " FROM users");
        }
        rows.run("INSERT INTO share_links (user_id, year, id, token_hash, created_at) SELECT id, 2025, id,"
                + " username || '-of-a-token', " + at + " FROM users");
        Unzipped zip = Unzipped.of(ExportApi.export(api.mary, "account.zip"));

        assertThat(zip.lines("account/goals.jsonl"))
                .extracting(line -> line.path("year").asText() + " "
                        + line.path("metric").asText() + " "
                        + line.path("target").asText())
                .containsExactly("2026 books 12", "2026 pages 12");
        assertThat(zip.lines("account/shares.jsonl")).hasSize(1);
        assertThat(zip.text("account/shares.jsonl")).contains("2025").doesNotContain("token");
        assertThat(zip.lines("account/account.json")
                        .getFirst()
                        .path("account")
                        .path("username")
                        .asText())
                .isEqualTo("mary");
        assertThat(zip.lines("account/imports.jsonl")).hasSize(1);
        assertThat(zip.lines("account/import-rows.jsonl")
                        .getFirst()
                        .path("row")
                        .path("Title")
                        .asText())
                .isEqualTo("Lamp");
        assertThat(zip.lines("account/uploads.jsonl")).isNotEmpty();
        assertThat(zip.lines("account/access-tokens.jsonl")
                        .getFirst()
                        .path("name")
                        .asText())
                .isEqualTo("e-reader");
        assertThat(zip.lines("account/sessions.jsonl").getFirst().path("device").asText())
                .isEqualTo("curl");
        assertThat(zip.lines("account/second-factor.jsonl")).hasSize(1);
        assertThat(zip.lines("account/identities.jsonl")
                        .getFirst()
                        .path("subject")
                        .asText())
                .isEqualTo("mary-1");
        assertThat(zip.lines("account/audit.jsonl").getFirst().path("by").asText())
                .isEqualTo("admin");
        assertThat(zip.text("account/audit.jsonl")).doesNotContain("root");
        for (String name : zip.members().keySet()) {
            assertThat(zip.text(name)).as(name).doesNotContain("hash-of-token", "sealed-secret", "hash-of-code");
        }
        assertThat(zip.lines("account/added-books.jsonl")).hasSize(252);
        assertThat(zip.lines("entries.jsonl")).hasSize(252);
    }

    /** What opens mary's account. */
    private void access() {
        String mary = "'" + api.maryCaller.id() + "'";
        String at = "'2026-01-01T00:00:00.000000Z'";
        api.lent.run("INSERT INTO access_tokens (id, user_id, name, prefix, token_hash, scopes, created_at) VALUES ("
                + mary + ", " + mary + ", 'e-reader', 'clp_abcdefgh', 'hash-of-token', 'notes:read', " + at + ")");
        api.lent.run("INSERT INTO sessions (id, user_id, token_epoch, device, created_at, last_seen_at, expires_at)"
                + " VALUES (" + mary + ", " + mary + ", 0, 'curl', " + at + ", " + at + ", " + at + ")");
        api.lent.run(
                "INSERT INTO audit_log (id, happened_at, action, actor_kind, actor_name, subject_id, detail) VALUES ("
                        + "'0198c0de-0000-7000-8000-0000000000aa', " + at + ", 'role_changed', 'admin', 'root', " + mary
                        + ", 'user')");
        api.lent.run("INSERT INTO second_factors (user_id, secret, confirmed_at, last_step, created_at) VALUES (" + mary
                + ", 'sealed-secret', " + at + ", 1, " + at + ")");
        api.lent.run("INSERT INTO identities (issuer, subject, user_id, created_at) VALUES ('https://login.example',"
                + " 'mary-1', " + mary + ", " + at + ")");
        api.lent.run("INSERT INTO recovery_codes (user_id, code_hash) VALUES (" + mary + ", 'hash-of-code')");
    }

    @Test
    void a_file_that_was_lost_is_named_and_the_rest_is_there() {
        api.media.store().list("notes/").forEach(file -> api.media.store().delete(file.name()));
        JsonNode manifest = Unzipped.of(ExportApi.export(api.mary, "colophon.zip"))
                .lines("manifest.json")
                .getFirst();

        assertThat(manifest.path("missing")).hasSize(1);
        assertThat(manifest.path("files").asInt()).isEqualTo(1);
    }

    @Test
    void a_zip_that_broke_off_is_refused_by_every_program(@TempDir Path folder) throws IOException {
        Path part = folder.resolve("part.zip");
        try (OutputStream out = new BreaksOff(Files.newOutputStream(part), 5_000)) {
            assertThatThrownBy(() ->
                            api.exports.write(ExportFormat.COLOPHON, api.maryCaller.id(), out, ExportProgress.SILENT))
                    .isInstanceOf(IOException.class);
        }

        assertThatThrownBy(() -> new ZipFile(part.toFile()).close()).isInstanceOf(IOException.class);
        assertThat(api.meters.text())
                .contains("colophon_exports_total{format=\"colophon\",outcome=\"broken_off\"} 1\n");
        api.lent.requireNothingInUse();
    }

    @Test
    void exports_are_counted_with_their_bytes_and_seconds() {
        int bytes = ExportApi.export(api.mary, "reads.csv").length;

        assertThat(api.meters.text())
                .contains("colophon_exports_total{format=\"reads\",outcome=\"done\"} 1\n")
                .contains("colophon_export_bytes_total{format=\"reads\"} " + bytes + "\n")
                .contains("colophon_export_duration_seconds_count{format=\"reads\"} 1\n");
    }

    @Test
    void one_export_of_a_reader_is_sent_at_a_time() throws Exception {
        var turns = new ExportTurns();
        try (ExportTurns.Turn turn = turns.take(api.maryCaller.id())) {
            assertThatThrownBy(() -> turns.take(api.maryCaller.id())).hasMessageContaining("Another export");
        }
        turns.take(api.maryCaller.id()).close();
    }

    @Test
    void an_unknown_file_is_not_found_and_nobody_gets_one_without_an_account() {
        assertThat(api.mary.get(ExportApi.EXPORTS + "passwd").status()).isEqualTo(404);
        assertThat(api.server
                        .anonymous()
                        .get(ExportApi.EXPORTS + "colophon.zip")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_page_leads_to_every_file() {
        String page = api.mary.page("/export").text();
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(page).contains("href=\"/export/" + format.fileName() + "\"");
            Answer answer = api.mary.page("/export/" + format.fileName());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Disposition")).contains(format.fileName());
        }
    }

    @Test
    void the_page_is_there_in_german_too() {
        Map<String, String> headers = Map.of("Accept", "text/html", "Accept-Language", "de");
        String page = api.mary.browse("GET", "/export", headers, new byte[0]).text();

        assertThat(page).contains("Nimm deine Bücher mit", ">colophon.zip</a> verliert nichts", ">importieren</a>,");
    }

    /** Fails once so many bytes have been written. */
    private static final class BreaksOff extends FilterOutputStream {
        private int left;

        BreaksOff(OutputStream out, int left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("the reader is gone");
            }
            out.write(bytes, offset, length);
        }
    }
}
