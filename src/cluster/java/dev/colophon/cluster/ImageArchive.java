package dev.colophon.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image in one file, as {@code docker save} writes it. */
final class ImageArchive {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ObjectNode config;

    private ImageArchive(ObjectNode config) {
        this.config = config;
    }

    /** An image without any layer. */
    static ImageArchive empty() {
        return new ImageArchive((ObjectNode) Cluster.tree("""
                                {"architecture":"%s","os":"linux","config":{},
                                 "rootfs":{"type":"layers","diff_ids":[]},"history":[]}
                                """.formatted(architecture())));
    }

    static ImageArchive read(Path archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(buffered(archive))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                entries.put(entry.getName(), tar.readAllBytes());
            }
        }
        JsonNode manifest = Cluster.tree(text(entries, "manifest.json")).get(0);
        var image = new ImageArchive(
                (ObjectNode) Cluster.tree(text(entries, manifest.path("Config").asText())));
        for (JsonNode layer : manifest.path("Layers")) {
            image.files.put(layer.asText(), entries.get(layer.asText()));
        }
        return image;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    /** A file of the image, from the newest layer that has it. */
    byte[] file(String path) throws IOException {
        byte[] found = null;
        for (byte[] layer : files.values()) {
            try (var tar = new TarArchiveInputStream(unpacked(layer))) {
                for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                    if (entry.getName().equals(path)) {
                        found = tar.readAllBytes();
                    }
                }
            }
        }
        if (found == null) {
            throw new IOException("the image has no file " + path);
        }
        return found;
    }

    /** The same image with one layer more. */
    ImageArchive with(byte[] layer) {
        var image = new ImageArchive(config.deepCopy());
        image.files.putAll(files);
        String digest = sha256(layer);
        image.files.put(digest + ".tar", layer);
        ((ArrayNode) image.config.at("/rootfs/diff_ids")).add("sha256:" + digest);
        ((ArrayNode) image.config.path("history")).addObject().put("created_by", "cluster tests");
        return image;
    }

    /** Writes it under a name by which the nodes know it then. */
    void write(Path archive, String name) throws IOException {
        byte[] json = config.toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode manifest = Cluster.JSON.createObjectNode();
        manifest.put("Config", "config.json").putArray("RepoTags").add(name);
        ArrayNode layers = manifest.putArray("Layers");
        files.keySet().forEach(layers::add);
        byte[] list = ("[" + manifest + "]").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                var tar = new TarArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(tar, file.getKey(), file.getValue());
            }
            put(tar, "config.json", json);
            put(tar, "manifest.json", list);
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static InputStream unpacked(byte[] layer) throws IOException {
        boolean packed = layer.length > 2 && layer[0] == 0x1f && layer[1] == (byte) 0x8b;
        InputStream bytes = new ByteArrayInputStream(layer);
        return packed ? new GZIPInputStream(bytes) : bytes;
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
