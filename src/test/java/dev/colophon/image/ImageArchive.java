package dev.colophon.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The image that the build left in {@code target}, opened.
 *
 * @param config what a container runtime reads: user, entrypoint, environment, labels
 * @param layers in their order, the base first
 */
public record ImageArchive(JsonNode config, List<Layer> layers) {
    public static final Path FILE = Path.of("target", "jib-image.tar");

    /** A file, folder or link of a layer; the path has no slash in front. */
    public record Item(String path, int mode, long userId, boolean file, byte[] content) {}

    /**
     * @param bytes as it is pulled from a registry, compressed
     */
    public record Layer(List<Item> items, long bytes) {}

    /** Opens it; about a second. */
    public static ImageArchive open() {
        try {
            Map<String, byte[]> files = new HashMap<>();
            for (Item item : items(Files.newInputStream(FILE))) {
                files.put(item.path(), item.content());
            }
            ObjectMapper json = new ObjectMapper();
            JsonNode manifest = json.readTree(files.get("manifest.json")).path(0);
            List<Layer> layers = new ArrayList<>();
            for (JsonNode name : manifest.path("Layers")) {
                byte[] packed = files.get(name.asText());
                InputStream layer = new GZIPInputStream(new ByteArrayInputStream(packed));
                layers.add(new Layer(items(layer), packed.length));
            }
            JsonNode config = json.readTree(files.get(manifest.path("Config").asText()));
            return new ImageArchive(config.path("config"), layers);
        } catch (IOException failure) {
            throw new UncheckedIOException(FILE + " cannot be opened; ./mvnw -Pimage package makes it", failure);
        }
    }

    /** Everything of every layer. */
    public List<Item> items() {
        return layers.stream().flatMap(layer -> layer.items().stream()).toList();
    }

    public Item item(String path) {
        return items().stream()
                .filter(item -> item.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in the image"));
    }

    /** What the image sets. */
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        for (JsonNode pair : config.path("Env")) {
            String[] parts = pair.asText().split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    public long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }

    private static List<Item> items(InputStream archive) throws IOException {
        List<Item> items = new ArrayList<>();
        try (var tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                items.add(new Item(
                        entry.getName().replaceAll("^\\./|^/|/$", ""),
                        entry.getMode(),
                        entry.getLongUserId(),
                        entry.isFile(),
                        tar.readAllBytes()));
            }
        }
        return items;
    }
}
