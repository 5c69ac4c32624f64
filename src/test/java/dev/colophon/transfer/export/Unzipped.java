package dev.colophon.transfer.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The members of a zip by their names, in its order. */
record Unzipped(Map<String, byte[]> members) {
    static Unzipped of(byte[] zip) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                members.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Unzipped(members);
    }

    byte[] bytes(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    List<JsonNode> lines(String name) {
        return text(name)
                .lines()
                .map(line -> Json.readTree(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
