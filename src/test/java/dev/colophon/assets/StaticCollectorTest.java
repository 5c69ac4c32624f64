package dev.colophon.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.StaticSettings;
import dev.colophon.text.Hash;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StaticCollectorTest {
    private static final Instant NOW = Instant.parse("2100-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private Path root() {
        return folder.resolve("static/files");
    }

    private static StaticCollector version(String version) {
        return version(version, NOW);
    }

    private static StaticCollector version(String version, Instant now) {
        return new StaticCollector(Bundles.version(version), InstantSource.fixed(now));
    }

    private AssetIndex collect(String version) {
        return version(version).collect(new StaticSettings(true, root()));
    }

    private AssetIndex find(String version) {
        return version(version).collect(new StaticSettings(false, root()));
    }

    private Path of(String version) {
        return root().resolve(Bundles.version(version).digest());
    }

    private static String css(AssetIndex index, String path) {
        AssetAnswer answer = index.find(path, null, null).orElseThrow();
        return new String(answer.content(), StandardCharsets.UTF_8).substring(3, 6);
    }

    private JsonNode manifest() throws IOException {
        return Json.readTree(Files.readAllBytes(root().resolve("manifest.json")));
    }

    private static Set<String> names(Path top) throws IOException {
        try (Stream<Path> entries = Files.list(top)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What a change of any file would change. */
    private static Set<String> state(Path top) throws IOException {
        Set<String> state = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(top)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Object inode = Files.getAttribute(file, "unix:ino");
                state.add(file + " " + inode + " " + Files.size(file));
            }
        }
        return state;
    }

    @Test
    void the_first_start_collects_files_with_their_codings_and_a_manifest() throws IOException {
        AssetIndex index = collect("one");

        assertThat(index.origin()).isEqualTo("3 files collected into " + of("one"));
        String css = index.url("app.css").substring(AssetIndex.PREFIX.length());
        String js = index.url("app.min.js").substring(AssetIndex.PREFIX.length());
        assertThat(names(of("one"))).containsExactlyInAnyOrder(css, css + ".gz", css + ".zst", js, "img", "SHA256SUMS");
        assertThat(manifest().get("digest").textValue())
                .isEqualTo(Bundles.version("one").digest());
        assertThat(manifest().at("/files/app.css").textValue())
                .isEqualTo(Bundles.version("one").digest() + "/" + css);
        assertThat(root().resolve(manifest().at("/files/app.css").textValue())).exists();
        assertThat(names(root())).hasSize(2);
    }

    @Test
    void the_sums_are_those_of_sha256sum() throws Exception {
        collect("one");

        Process check = new ProcessBuilder("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
                .directory(of("one").toFile())
                .inheritIO()
                .start();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void a_second_start_writes_nothing() throws IOException {
        String url = collect("one").url("app.css");
        Set<String> before = state(root());

        AssetIndex again = collect("one");

        assertThat(state(root())).isEqualTo(before);
        assertThat(again.origin()).isEqualTo("already in " + of("one"));
        assertThat(again.url("app.css")).isEqualTo(url);
        assertThat(css(again, url)).isEqualTo("one");
        assertThat(again.find(url, "zstd", null).orElseThrow().headers()).containsEntry("Content-Encoding", "zstd");
    }

    @Test
    void an_upgrade_leaves_the_files_of_the_version_before() throws IOException {
        collect("one");
        Set<String> before = state(of("one"));

        collect("two");

        assertThat(state(of("one"))).isEqualTo(before);
        assertThat(of("two")).isDirectory();
        assertThat(manifest().get("digest").textValue())
                .isEqualTo(Bundles.version("two").digest());
    }

    @Test
    void in_a_rollout_every_page_of_both_versions_finds_its_files() {
        AssetIndex one = collect("one");
        AssetIndex two = collect("two");
        AssetIndex oneRestarted = collect("one");

        assertThat(css(two, two.url("app.css"))).isEqualTo("two");
        assertThat(css(two, one.url("app.css"))).isEqualTo("one");
        assertThat(css(oneRestarted, two.url("app.css"))).isEqualTo("two");
        assertThat(css(oneRestarted, oneRestarted.url("app.css"))).isEqualTo("one");
        // it started before there was a second version
        assertThat(css(one, two.url("app.css"))).isEqualTo("one");
        assertThat(one.find(two.url("app.css"), null, null).orElseThrow().headers())
                .containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void a_damaged_folder_is_made_anew() throws IOException {
        String url = collect("one").url("app.css");
        Path css = of("one").resolve(url.substring(AssetIndex.PREFIX.length()));
        List<Damage> damages = List.of(
                () -> Files.delete(css),
                () -> Files.writeString(css, "cut"),
                () -> Files.writeString(css, "x".repeat((int) Files.size(css))),
                () -> Files.delete(css.resolveSibling(css.getFileName() + ".gz")),
                () -> Files.delete(of("one").resolve("SHA256SUMS")),
                () -> Files.writeString(of("one").resolve("SHA256SUMS"), ""),
                () -> Files.writeString(of("one").resolve("SHA256SUMS"), "nonsense\n"));
        for (Damage damage : damages) {
            damage.run();

            AssetIndex index = collect("one");

            assertThat(index.origin()).contains("collected into");
            assertThat(css(index, url)).isEqualTo("one");
            assertThat(Files.readString(css)).contains("one");
            assertThat(collect("one").origin()).contains("already in");
            assertThat(names(root())).hasSize(2);
        }
    }

    /** Something that happens to files. */
    private interface Damage {
        void run() throws IOException;
    }

    @Test
    void a_sum_that_points_outside_is_damage() throws IOException {
        collect("one");
        Path outside = Files.writeString(root().resolve("outside.css"), "outside");
        String line = Hash.hexadecimal(Files.readAllBytes(outside)) + "  ../outside.css\n";
        Files.writeString(of("one").resolve("SHA256SUMS"), line);

        assertThat(collect("one").origin()).contains("collected into");
        assertThat(outside).exists();
    }

    @Test
    void a_damaged_folder_of_another_build_is_not_served_and_not_fatal() throws IOException {
        String url = collect("one").url("app.css");
        Files.writeString(of("one").resolve(url.substring(AssetIndex.PREFIX.length())), "bad");

        AssetIndex two = collect("two");

        assertThat(css(two, url)).isEqualTo("two");
    }

    @Test
    void what_cannot_be_written_stops_the_start_with_a_remedy() throws IOException {
        Files.createDirectories(root().getParent());
        Files.writeString(root(), "a file where the folder should be");

        assertThatThrownBy(() -> collect("one"))
                .asInstanceOf(type(StartFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
                    assertThat(failure.what()).contains(root().toString());
                    assertThat(failure.remedy()).contains("STATIC_ROOT");
                });
        assertThat(css(version("one").fromClassPath(), "/assets/app.css")).isEqualTo("one");
    }

    @Test
    void a_disk_that_fills_up_leaves_nothing_half_done() throws Exception {
        Process process = new ProcessBuilder(command("ulimit -f 16; exec \"$@\"", root()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.CANNOT_WRITE.number());
        assertThat(output).contains("collect static files into " + root(), "make STATIC_ROOT");
        assertThat(names(root())).isEmpty();

        new StaticCollector(InstantSource.fixed(NOW)).collect(new StaticSettings(true, root()));
        assertThat(names(root())).hasSize(2);
    }

    private static List<String> command(String script, Path root) {
        String classPath = Stream.of(
                        CollectProbe.class,
                        StaticCollector.class,
                        Json.class,
                        com.fasterxml.jackson.databind.ObjectMapper.class,
                        com.fasterxml.jackson.core.JsonFactory.class,
                        com.fasterxml.jackson.annotation.JsonInclude.class,
                        com.fasterxml.jackson.datatype.jsr310.JavaTimeModule.class,
                        com.github.luben.zstd.Zstd.class,
                        ch.qos.logback.classic.Logger.class,
                        ch.qos.logback.core.Context.class,
                        org.slf4j.Logger.class)
                .map(it -> it.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> location.getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        String webJars = Stream.of("htmx.org", "picocss__pico")
                .map(name -> "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")
                .map(name -> String.valueOf(StaticCollector.class.getResource(name)))
                .map(url -> url.substring("jar:file:".length(), url.indexOf('!')))
                .collect(Collectors.joining(File.pathSeparator));
        String resource = String.valueOf(StaticCollector.class.getResource("/static/icon.svg"));
        String own = resource.substring("file:".length(), resource.indexOf("static/icon.svg"));
        return List.of(
                "bash",
                "-c",
                script,
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, classPath, webJars, own),
                CollectProbe.class.getName(),
                root.toString());
    }

    @Test
    void many_instances_that_start_at_once_end_well() throws Exception {
        List<Callable<AssetIndex>> starts = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String version = number % 2 == 0 ? "one" : "two";
            // files have the system's time, and unfinished ones must look young
            var collector = new StaticCollector(Bundles.version(version), InstantSource.system());
            starts.add(() -> collector.collect(new StaticSettings(true, root())));
        }
        List<Future<AssetIndex>> started;
        try (var executor = Executors.newFixedThreadPool(8)) {
            started = executor.invokeAll(starts);
        }

        for (int number = 0; number < started.size(); number++) {
            AssetIndex index = started.get(number).get();
            assertThat(css(index, index.url("app.css"))).isEqualTo(number % 2 == 0 ? "one" : "two");
        }
        assertThat(names(root()))
                .containsExactlyInAnyOrder(
                        Bundles.version("one").digest(), Bundles.version("two").digest(), "manifest.json");
    }

    @Test
    void old_builds_are_deleted_when_there_are_many_and_nobody_started_them_for_a_day() throws IOException {
        List<String> versions = List.of("v-1", "v-2", "v-3", "v-4", "v-5", "v-6");
        for (int index = 0; index < versions.size(); index++) {
            Instant then = NOW.minus(Duration.ofHours(60 - 8L * index));
            version(versions.get(index), then).collect(new StaticSettings(true, root()));
        }
        // starting an old version again makes it young
        version("v-1", NOW.minus(Duration.ofHours(1))).collect(new StaticSettings(true, root()));

        collect("new");

        // v-4 is past a day and there are three younger ones, v-5 counts among the three
        assertThat(of("v-1")).isDirectory();
        assertThat(of("v-6")).isDirectory();
        assertThat(of("v-5")).isDirectory();
        assertThat(of("v-4")).doesNotExist();
        assertThat(of("v-3")).doesNotExist();
        assertThat(of("v-2")).doesNotExist();
        assertThat(of("new")).isDirectory();
    }

    @Test
    void what_a_crash_left_goes_and_what_is_not_ours_stays() throws IOException {
        collect("one");
        Path crashed = Files.createDirectory(root().resolve(".unfinished-crashed"));
        Files.writeString(crashed.resolve("app.css"), "half");
        Files.setLastModifiedTime(crashed, FileTime.from(NOW.minus(Duration.ofHours(2))));
        Path young = Files.createDirectory(root().resolve(".unfinished-young"));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofMinutes(5))));
        Path foreign = Files.createDirectory(root().resolve("lost+found"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));

        collect("two");

        assertThat(crashed).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    @Test
    void without_collecting_the_files_that_are_there_are_used() throws IOException {
        String old = collect("one").url("app.css");
        collect("two");
        Set<String> before = state(root());

        AssetIndex index = find("two");

        assertThat(index.origin()).isEqualTo("found in " + of("two"));
        assertThat(css(index, old)).isEqualTo("one");
        assertThat(state(root())).isEqualTo(before);
    }

    @Test
    void without_collecting_and_without_files_of_this_build_they_come_from_the_program() {
        AssetIndex nothing = find("one");
        assertThat(nothing.origin()).isEqualTo("served from the program itself");
        assertThat(css(nothing, nothing.url("app.css"))).isEqualTo("one");
        assertThat(nothing.find("/assets/app.css", "gzip", null).orElseThrow().headers())
                .containsEntry("Content-Encoding", "gzip");
        assertThat(root()).doesNotExist();

        collect("two");
        AssetIndex other = find("one");
        assertThat(css(other, "/assets/app.css")).isEqualTo("one");
    }

    @Test
    void the_bundle_holds_every_file_of_ours_and_of_the_web_jars() throws IOException {
        Set<String> files = Bundle.ofClassPath().files().keySet();

        Path own = Path.of("src/main/resources/static");
        try (Stream<Path> tree = Files.walk(own)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                assertThat(files).contains(own.relativize(file).toString());
            }
        }
        assertThat(files).contains("pico.min.css", "htmx.min.js");
        byte[] htmx = Bundle.ofClassPath().files().getOrDefault("htmx.min.js", new byte[0]);
        assertThat(htmx.length).isGreaterThan(20_000);
    }
}
