package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.json.Json;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.Hash;
import dev.colophon.transfer.export.library.Manifest;
import dev.colophon.transfer.export.library.Manifest.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Zips that nobody exported are refused with a sentence, and nothing of them is stored. */
@OnSqlite
@Timeout(120)
class HostileZipTest {
    private static final int MAX_BYTES = 400_000;

    private ExportApi api;
    private Map<String, byte[]> members;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) {
        api = new ExportApi(
                lent,
                folder,
                Map.of(
                        "IMPORT_MAX_BYTES", String.valueOf(MAX_BYTES),
                        "MAX_FILE_SIZE", "30000",
                        "UPLOAD_QUOTA_BYTES", "60000"));
        api.fill();
        members = new LinkedHashMap<>(
                Unzipped.of(ExportApi.export(api.mary, "colophon.zip")).members());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void put(String name, String text) {
        members.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String name) {
        return new String(members.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private byte[] zip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                out.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** With sums that are right. */
    private byte[] signed() throws IOException {
        List<Content> contents = new ArrayList<>();
        members.forEach((name, bytes) -> contents.add(new Content(name, 0, bytes.length, Hash.hexadecimal(bytes))));
        members.put(
                Manifest.NAME, Json.write(new Manifest(Manifest.FORMAT, Manifest.VERSION, contents, 0, 0, List.of())));
        return zip();
    }

    private void demandRefused(byte[] zip, String code, String words) {
        Answer answer = api.john.send("POST", "/api/v1/imports", Map.of("Content-Type", "application/zip"), zip);

        assertThat(answer.status()).as(answer.text()).isIn(400, 413, 422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("detail").asText()).contains(words);
        assertThat(api.lent.query("SELECT COUNT(*) FROM import_jobs")).containsExactly("0");
    }

    @Test
    void one_whose_sums_are_wrong() throws IOException {
        put("notes.jsonl", text("notes.jsonl").replace("One half", "All"));
        demandRefused(zip(), "broken_archive", "notes.jsonl is not what the manifest says");
    }

    @Test
    void one_that_leads_out_of_its_folder() throws IOException {
        put("../../etc/passwd", "x");
        demandRefused(signed(), "broken_archive", "whose name no export gives");
        members.remove("../../etc/passwd");
        put("/etc/passwd", "x");
        demandRefused(signed(), "broken_archive", "whose name no export gives");
        members.remove("/etc/passwd");
        put("files\\a", "x");
        demandRefused(signed(), "broken_archive", "whose name no export gives");
    }

    @Test
    void one_with_two_members_of_one_name() throws IOException {
        put("schema.jsoX", "{}");
        String twice = new String(signed(), StandardCharsets.ISO_8859_1).replace("schema.jsoX", "schema.json");
        demandRefused(twice.getBytes(StandardCharsets.ISO_8859_1), "broken_archive", "two members of one name");
    }

    @Test
    void one_that_becomes_huge_when_it_is_read() throws IOException {
        byte[] huge = new byte[50_000_000];
        Arrays.fill(huge, (byte) ' ');
        members.put("notes.jsonl", huge);
        byte[] bomb = signed();

        assertThat(bomb.length).isLessThan(MAX_BYTES);
        demandRefused(bomb, "too_large", "more than " + MAX_BYTES);
    }

    @Test
    void one_with_an_attachment_that_is_another_one() throws IOException {
        String file = members.keySet().stream()
                .filter(name -> name.endsWith(".txt") && name.startsWith("files/"))
                .findFirst()
                .orElseThrow();
        put(file, "Dear Charlotte");
        demandRefused(signed(), "broken_archive", "not what its name says");
        members.put(file, new byte[] {'M', 'Z', 0, 1, 2});
        demandRefused(signed(), "invalid", "");
        members.put(file, new byte[40_000]);
        Arrays.fill(members.get(file), (byte) 'x');
        demandRefused(signed(), "too_large", "");
        members.remove(file);
        demandRefused(signed(), "broken_archive", "lacks a file that a note names");
    }

    @Test
    void one_with_lines_that_no_export_has() throws IOException {
        String entries = text("entries.jsonl");
        put("entries.jsonl", entries.replaceFirst("\"status\":\"read\"", "\"status\":\"eaten\""));
        demandRefused(signed(), "broken_line", "of entries.jsonl is not what an export has there");
        put("entries.jsonl", "[" + entries);
        demandRefused(signed(), "broken_line", "Line 1 of entries.jsonl");
        put("entries.jsonl", entries.lines().skip(1).reduce("", (all, line) -> all + line + "\n"));
        demandRefused(signed(), "broken_line", "books.jsonl");
    }

    @Test
    void one_whose_directory_would_fill_the_memory() throws IOException {
        byte[] zip = signed();
        int end = zip.length - 22;
        zip[end + 15] = 0x40;

        demandRefused(zip, "archive_ambiguous", "");
    }

    @Test
    void one_of_a_later_format() throws IOException {
        put(Manifest.NAME, text(Manifest.NAME).replace("\"version\":1", "\"version\":2"));
        demandRefused(zip(), "broken_archive", "format that this version");
    }

    @Test
    void one_that_was_cut() throws IOException {
        byte[] whole = zip();
        demandRefused(Arrays.copyOf(whole, whole.length / 2), "broken_archive", "");
    }
}
