package dev.colophon.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.image.ImageArchive.Item;
import dev.colophon.image.ImageArchive.Layer;
import dev.colophon.observe.BuildInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in the image, and what is not. */
@Tag("image")
@Timeout(120)
class ImageContentTest {
    private static final int SET_ID_BITS = 06000;
    private static final int WRITABLE_BY_ALL = 0002;
    private static final long MAX_BYTES = 90_000_000;

    /** The manifest, notices, services: what a library has beside its classes. */
    private static final int MOST_OTHER_FILES = 12;

    private static final ImageArchive IMAGE = ImageArchive.open();

    /** Data, logs, secrets and tools of development, whoever put them there. */
    private static final Pattern STRANGE =
            Pattern.compile("(.*/)?(\\.env.*|uploads|logs|.*\\.(log|sqlite3?|db|sqlite3?-wal|key|pem)"
                    + "|.*(junit|assertj|archunit|selenium|postgres-binaries).*)");

    private static final Pattern PROGRAM =
            Pattern.compile("(usr/)?s?bin/.*|(.*/)?(sh|bash|dash|busybox|apt|dpkg|curl|wget|openssl)");

    private final JsonNode config = IMAGE.config();

    @Test
    void runs_any_verb_as_a_user_without_rights() {
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(texts(config.path("Entrypoint"))).containsExactly("java", "@/app/colophon");
        assertThat(texts(config.path("Cmd"))).containsExactly("serve");
        assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
        assertThat(IMAGE.environment())
                .containsEntry("APP_PROFILE", "production")
                .containsEntry("STATIC_ROOT", "/tmp/staticfiles")
                .containsEntry("UPLOAD_DIR", "/app/data/uploads")
                .containsEntry("PATH", "/opt/java/bin");
    }

    @Test
    void its_labels_say_what_was_built() {
        JsonNode labels = config.path("Labels");
        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("Colophon");
        assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(labels.path("org.opencontainers.image.description").asText()).isNotBlank();
        assertThat(labels.path("org.opencontainers.image.version").asText())
                .isEqualTo(BuildInfo.read().version());
        if (Files.exists(Path.of(".git"))) {
            assertThat(BuildInfo.read().commit()).matches("(.*-g)?[0-9a-f]{12}(-dirty)?");
            assertThat(labels.path("org.opencontainers.image.revision").asText())
                    .isEqualTo(BuildInfo.read().commit());
        }
    }

    @Test
    void the_arguments_of_java_name_every_jar_of_the_image() {
        String arguments = new String(IMAGE.item("app/colophon").content(), StandardCharsets.UTF_8);
        String classPath = arguments
                .lines()
                .filter(line -> line.contains(".jar"))
                .findFirst()
                .get();
        List<String> jars = IMAGE.items().stream()
                .filter(item -> item.path().endsWith(".jar"))
                .filter(item -> item.path().startsWith("app/"))
                .map(item -> "/" + item.path())
                .toList();

        assertThat(classPath.split(":")).containsExactlyInAnyOrderElementsOf(jars);
        assertThat(arguments).contains("-XX:AOTCache=/app/colophon.aot");
    }

    @Test
    void the_cache_is_alone_in_the_last_layer() {
        Layer last = IMAGE.layers().getLast();
        assertThat(last.items().stream().filter(Item::file).map(Item::path)).containsExactly("app/colophon.aot");
    }

    @Test
    void nothing_of_development_or_of_a_running_instance_is_in_it() {
        assertThat(IMAGE.items())
                .filteredOn(item -> STRANGE.matcher(item.path()).matches())
                .extracting(Item::path)
                .isEmpty();
        assertThat(IMAGE.items())
                .filteredOn(item -> item.path().startsWith("app/data/"))
                .isEmpty();
    }

    @Test
    void libraries_hold_nothing_of_other_processors_and_no_file_that_nobody_serves() throws IOException {
        for (String path : List.of("sqlite-jdbc", "zstd-jni", "picocss__pico", "htmx.org")) {
            List<String> files = new ArrayList<>(names(library(path)));
            files.removeIf(name -> name.endsWith(".class") || name.endsWith("/") || name.startsWith("META-INF/maven/"));

            assertThat(files).noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib|a)"));
            assertThat(files.size()).as(path).isLessThanOrEqualTo(MOST_OTHER_FILES);
        }
        assertThat(names(library("picocss__pico"))).anyMatch(name -> name.endsWith("/css/pico.min.css"));
        assertThat(names(library("htmx.org"))).anyMatch(name -> name.endsWith("/dist/htmx.min.js"));
    }

    @Test
    void classes_are_as_their_publishers_made_them() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path published : published()) {
            Map<String, byte[]> ours = content(library(published.getFileName().toString()));
            content(Files.readAllBytes(published)).forEach((name, bytes) -> {
                if (name.endsWith(".class") && !Arrays.equals(bytes, ours.get(name))) {
                    different.add(published + " " + name);
                }
            });
        }

        assertThat(published()).isNotEmpty();
        assertThat(different).isEmpty();
    }

    @Test
    void the_program_s_jar_holds_no_test() throws IOException {
        Set<String> names = names(IMAGE.item("app/classpath/colophon.jar").content());

        assertThat(names).contains("dev/colophon/cli/Main.class");
        assertThat(names).noneMatch(name -> name.matches(".*Test(\\$.*)?\\.class"));
        assertThat(names).noneMatch(name -> name.startsWith("dev/colophon/testing/"));
    }

    @Test
    void nothing_in_it_could_raise_rights_or_run_commands() {
        assertThat(IMAGE.items())
                .filteredOn(item -> item.file() && (item.mode() & SET_ID_BITS) != 0)
                .extracting(Item::path)
                .isEmpty();
        assertThat(IMAGE.items())
                .filteredOn(item -> item.file() && PROGRAM.matcher(item.path()).matches())
                .extracting(Item::path)
                .allMatch(path -> path.startsWith("opt/java/"), "only Java's own");
    }

    @Test
    void only_the_data_folder_and_tmp_are_writable() {
        assertThat(IMAGE.items())
                .filteredOn(item -> item.path().startsWith("app") || item.path().startsWith("opt"))
                .filteredOn(item -> (item.mode() & WRITABLE_BY_ALL) != 0 || item.userId() != 0)
                .extracting(Item::path)
                .containsExactly("app/data");
    }

    @Test
    void the_list_of_parts_names_every_library() throws IOException {
        JsonNode parts =
                new ObjectMapper().readTree(IMAGE.item("app/colophon.cdx.json").content());
        List<String> listed = new ArrayList<>();
        for (JsonNode part : parts.path("components")) {
            listed.add(part.path("name").asText() + "-" + part.path("version").asText() + ".jar");
        }

        assertThat(IMAGE.items())
                .filteredOn(item -> item.path().startsWith("app/lib/") && item.file())
                .extracting(item -> item.path().substring("app/lib/".length()))
                .isNotEmpty()
                .isSubsetOf(listed);
    }

    @Test
    void it_is_small_enough() {
        assertThat(IMAGE.bytes()).isLessThan(MAX_BYTES);
    }

    private static byte[] library(String name) {
        return IMAGE.items().stream()
                .filter(item -> item.path().startsWith("app/lib/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no library " + name))
                .content();
    }

    /** What Maven put beside the program's jar. */
    private static List<Path> published() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "lib"))) {
            return jars.toList();
        }
    }

    private static Set<String> names(byte[] jar) throws IOException {
        return content(jar).keySet();
    }

    private static Map<String, byte[]> content(byte[] jar) throws IOException {
        Map<String, byte[]> content = new HashMap<>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
                content.put(entry.getName(), entries.readAllBytes());
            }
        }
        return content;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
