import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of an image: unpacks the image, runs it in there, at the very paths and with
 * the very runtime and jars of the container, lets a reader use it, and keeps the cache that the
 * virtual machine writes when it ends. Argument: the folder that {@code Image} made.
 */
public class AotCache {
    private static final String CACHE = "app/colophon.aot";
    private static final String CACHE_FLAG = "-XX:AOTCache=";
    private static final Pattern LAYER = Pattern.compile("\"([^\"]+\\.tar\\.gz)\"");
    private static final Pattern MAIN_PORT = Pattern.compile("ready at http://127.0.0.1:(\\d+)");
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
        cache.train();
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

    private void train() throws Exception {
        Path log = folder.resolve("training.log");
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process program =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            TrainingVisit.pay("http://127.0.0.1:" + awaitPort(program, log));
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
    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
            command.add("--map-root-user");
        }
        String inside = "mount --bind $0 $0 && mount --rbind /proc $0/proc && mount --rbind /dev $0/dev"
                + " && exec chroot $0 \"$@\"";
        command.addAll(List.of("sh", "-c", inside, root.toString(), "/opt/java/bin/java"));
        command.add("-XX:AOTCacheOutput=/" + CACHE);
        try (Stream<String> lines = Files.lines(root.resolve("app/colophon"))) {
            lines.filter(line -> !line.startsWith(CACHE_FLAG)).forEach(command::add);
        }
        command.add("serve");
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

    private static String awaitPort(Process program, Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (program.isAlive() && System.nanoTime() < end) {
            Matcher ready = MAIN_PORT.matcher(Files.readString(log));
            if (ready.find()) {
                return ready.group(1);
            }
            Thread.sleep(50);
        }
        throw new IOException("the program did not start in the unpacked image; it needs root, or user namespaces"
                + " (unshare --map-root-user --mount true must work)");
    }
}
