import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of an image: unpacks the image, runs it in there, at the very paths and with
 * the very runtime and jars of the container, lets a reader use it on either database, and keeps the cache that the
 * virtual machine writes when it ends. Arguments: the folder that {@code Image} made, the folder of this file. The
 * class path is the tests', for their PostgreSQL.
 */
public class AotCache {
    private static final String CACHE = "app/colophon.aot";
    private static final String CACHE_FLAG = "-XX:AOTCache=";
    private static final Pattern LAYER = Pattern.compile("\"([^\"]+\\.tar\\.gz)\"");
    private static final Pattern MAIN_PORT = Pattern.compile("ready at http://127.0.0.1:(\\d+)");
    private static final Pattern OVER = Pattern.compile("the training is (over)");
    private static final String CLASSES = "app/training.jar";
    private static final int VISITS = 2;
    private static final long LIMIT_MINUTES = 3;

    private final Path folder;
    private final Path root;

    private AotCache(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("root");
    }

    public static void main(String[] arguments) throws Exception {
        Path image = Path.of(arguments[0]).toAbsolutePath();
        AotCache cache = new AotCache(image.resolve("training"));
        cache.unpack(image.resolve("without-cache.tar"));
        cache.compile(Path.of(arguments[1]).resolve("TrainingStart.java"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            cache.train(postgres.getPort());
        }
        Path kept = image.resolve("aot").resolve(CACHE);
        Files.createDirectories(kept.getParent());
        Files.move(cache.root.resolve(CACHE), kept, StandardCopyOption.REPLACE_EXISTING);
        Command.run(image, "rm", "-rf", cache.folder.toString());
    }

    private void unpack(Path archive) throws Exception {
        Command.run(folder.getParent(), "rm", "-rf", folder.toString());
        Files.createDirectories(root);
        Command.run(folder, "tar", "-xf", archive.toString());
        Matcher layers = LAYER.matcher(Files.readString(folder.resolve("manifest.json")));
        while (layers.find()) {
            String layer = layers.group(1);
            Command.run(root, "tar", "--warning=no-unknown-keyword", "-xf", folder.resolve(layer) + "");
        }
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("dev"));
    }

    /** At the end of the class path, where the virtual machine does not miss it when it uses the cache. */
    private void compile(Path source) throws Exception {
        String program = root.resolve("app/classpath/colophon.jar").toString();
        Path java = Path.of(System.getProperty("java.home"), "bin");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Command.run(folder, java.resolve("javac") + "", "-cp", program, "-d", classes + "", source + "");
        Command.run(classes, java.resolve("jar") + "", "--create", "--file", root.resolve(CLASSES) + "", ".");
    }

    private void train(int postgresPort) throws Exception {
        Path log = folder.resolve("training.log");
        ProcessBuilder builder = new ProcessBuilder(command(postgresPort));
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process program =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            OutputStream go = program.getOutputStream();
            for (int visit = 1; visit <= VISITS; visit++) {
                TrainingVisit.pay("http://127.0.0.1:" + await(program, log, MAIN_PORT, visit));
                go.write('\n');
                go.flush();
            }
            await(program, log, OVER, 1);
            program.destroy();
            if (!program.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || program.exitValue() != 0) {
                throw new IOException("the training run did not end well");
            }
        } catch (Exception failure) {
            throw new IOException("no AOT cache was made:\n" + Files.readString(log), failure);
        } finally {
            program.destroyForcibly();
        }
    }

    /**
     * The virtual machine needs /proc and /dev, which are mounted in a namespace of their own and
     * go with it. Root needs no user namespace for that; everybody else does.
     */
    private List<String> command(int postgresPort) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
            command.add("--map-root-user");
        }
        String inside = "mount --bind $0 $0 && mount --rbind /proc $0/proc && mount --rbind /dev $0/dev"
                + " && exec chroot $0 \"$@\"";
        command.addAll(List.of("sh", "-c", inside, root.toString(), "/opt/java/bin/java"));
        command.add("-XX:AOTCacheOutput=/" + CACHE);
        try (Stream<String> lines = Files.lines(root.resolve("app/colophon"))) {
            lines.filter(line -> !line.startsWith(CACHE_FLAG))
                    .map(line -> line.startsWith("/app/classpath/") ? line + ":/" + CLASSES : line)
                    .map(line -> line.equals("dev.colophon.cli.Main") ? "TrainingStart" : line)
                    .forEach(command::add);
        }
        command.add(String.valueOf(postgresPort));
        return command;
    }

    /** The lines of production, and any free ports. */
    private static Map<String, String> environment() {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "LANG", "C.UTF-8",
                "APP_PROFILE", "test",
                "LOG_FORMAT", "json",
                "REGISTRATION", "open",
                "SQLITE_PATH", "/tmp/training/colophon.sqlite3",
                "STATIC_ROOT", "/tmp/training/staticfiles");
    }

    /** What the pattern finds in the log, the first time or a later one. */
    private static String await(Process program, Path log, Pattern pattern, int time) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (program.isAlive() && System.nanoTime() < end) {
            List<MatchResult> found =
                    pattern.matcher(Files.readString(log)).results().toList();
            if (found.size() >= time) {
                return found.get(time - 1).group(1);
            }
            Thread.sleep(50);
        }
        throw new IOException("the program did not start in the unpacked image; it needs root, or user namespaces"
                + " (unshare --map-root-user --mount true must work)");
    }
}
