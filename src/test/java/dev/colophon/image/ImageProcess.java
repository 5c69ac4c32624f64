package dev.colophon.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A verb, run from the unpacked image as a container runs it: its own runtime and paths, a root
 * that cannot be written, a {@code /tmp} from which nothing can be executed, user 65532. It needs
 * root, or user namespaces (then the user is the one who runs the tests).
 */
public final class ImageProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> ENVIRONMENT = ImageArchive.open().environment();
    private static final String USER = "65532";
    private static final Pattern LAYER = Pattern.compile("[0-9a-f]{64}\\.tar\\.gz");
    private static final String INSIDE = """
            PATH=/usr/sbin:/usr/bin:/sbin:/bin
            root=$0 data=$1 user=$2; shift 2
            mount --bind "$root" "$root" &&
            mount --bind "$data" "$root/app/data" &&
            mount -t tmpfs -o noexec,nosuid,mode=1777 tmpfs "$root/tmp" &&
            mount --rbind /proc "$root/proc" &&
            mount --rbind /dev "$root/dev" &&
            mount -o remount,bind,ro "$root" &&
            exec unshare --root="$root" --wd=/app ${user:+--setuid=$user --setgid=$user} \
                /opt/java/bin/java "$@"
            """;

    private final Process process;
    private final Path output;
    private final long startedNanos = System.nanoTime();

    private ImageProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Unpacks the image's layers into the folder. */
    public static void unpack(Path root) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path packed = Files.createTempDirectory("colophon-image");
        run(packed, "tar", "-xf", ImageArchive.FILE.toAbsolutePath().toString());
        Matcher layers = LAYER.matcher(Files.readString(packed.resolve("manifest.json")));
        while (layers.find()) {
            String layer = packed.resolve(layers.group()).toString();
            run(root, "tar", "--warning=no-unknown-keyword", "-xf", layer);
        }
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("dev"));
        run(packed, "rm", "-rf", packed.toString());
    }

    /**
     * Starts a verb with what the image sets and these variables on top.
     *
     * @param root where the image was unpacked
     * @param data what the program finds as {@code /app/data}; made writable for everybody
     * @param verb with its options, or the name of a file of arguments, such as {@code @/app/healthcheck}
     */
    public static ImageProcess start(Path root, Path data, Map<String, String> variables, String... verb)
            throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        boolean superuser = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!superuser) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("/bin/sh", "-c", INSIDE, root.toString(), data.toString()));
        command.add(superuser ? USER : "");
        if (!verb[0].startsWith("@")) {
            command.add("@/app/colophon");
        }
        command.addAll(List.of(verb));
        Path output = Files.createTempFile("colophon-image", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().putAll(variables);
        return new ImageProcess(builder.start(), output);
    }

    /** The line with the text, and the milliseconds from the start until it came. */
    public Line await(String text) throws IOException, InterruptedException {
        while (System.nanoTime() - startedNanos < PATIENCE.toNanos()) {
            boolean alive = process.isAlive();
            for (String line : output().lines().toList()) {
                if (line.contains(text)) {
                    return new Line(line, (System.nanoTime() - startedNanos) / 1_000_000);
                }
            }
            if (!alive) {
                break;
            }
            Thread.sleep(2);
        }
        throw new AssertionError("no line with '" + text + "':\n" + output());
    }

    public record Line(String text, long millis) {}

    /** Asks it to end, as a container runtime does. */
    public void terminate() {
        process.toHandle().destroy();
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }
}
