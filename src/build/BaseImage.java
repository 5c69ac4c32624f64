import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes a base image from Debian's packages, for builds without a registry: the C library, its
 * UTF-8 locale, and nothing that runs. Time zones and certificate authorities are in the Java
 * runtime. Needs apt-get, dpkg-deb and tar; the same packages give the same bytes.
 */
public class BaseImage {
    private static final List<String> PACKAGES = List.of("libc6", "libc-bin");

    /** Of the packages only this. */
    private static final List<String> KEPT = List.of("lib", "lib64", "usr/lib/locale", "usr/share/doc/libc6/copyright");

    private static final String USER = "colophon:x:65532:65532:colophon:/nonexistent:/nonexistent";

    private final Path folder;

    private BaseImage(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0], "base").toAbsolutePath();
        Command.run(Path.of("/"), "rm", "-rf", folder.toString());
        BaseImage base = new BaseImage(Files.createDirectories(folder));
        base.unpack();
        base.pack();
    }

    private void unpack() throws Exception {
        List<String> download = new ArrayList<>(List.of("apt-get", "download", "-qq"));
        download.addAll(PACKAGES);
        Command.run(folder, download);
        for (String name : PACKAGES) {
            Command.run(folder, "sh", "-c", "dpkg-deb -x " + name + "_*.deb root");
        }
        Path etc = Files.createDirectories(folder.resolve("root/etc"));
        Files.writeString(etc.resolve("passwd"), "root:x:0:0:root:/:/nonexistent\n" + USER + "\n");
        Files.writeString(etc.resolve("group"), "root:x:0:\ncolophon:x:65532:\n");
        Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
        Files.createDirectories(folder.resolve("root/tmp"));
        Files.createDirectories(folder.resolve("root/run"));
    }

    /** The layout of {@code docker save}, which Jib reads. */
    private void pack() throws Exception {
        List<String> kept = new ArrayList<>(KEPT);
        kept.add("etc/passwd");
        kept.add("etc/group");
        kept.add("etc/nsswitch.conf");
        kept.add("run");
        Path layer = folder.resolve("layer.tar");
        tar("root", layer, "a+rX,go-w", kept);
        tar("root", layer, "1777", List.of("tmp"));
        String config = """
                {"architecture":"%s","os":"linux","created":"1970-01-01T00:00:01Z",\
                "config":{"Env":["PATH=/usr/bin"]},\
                "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(architecture(), sha256(layer));
        Files.writeString(folder.resolve("config.json"), config);
        Files.writeString(folder.resolve("manifest.json"), """
                [{"Config":"config.json","RepoTags":["colophon-base:1"],"Layers":["layer.tar"]}]""");
        tar(".", folder.resolve("base.tar"), "a+rX,go-w", List.of("config.json", "layer.tar", "manifest.json"));
    }

    private void tar(String root, Path archive, String mode, List<String> names) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "--append", "--format=ustar"));
        command.addAll(List.of("--file=" + archive, "--sort=name", "--mtime=@1", "--mode=" + mode));
        command.addAll(List.of("--owner=0", "--group=0", "--numeric-owner", "--directory=" + root));
        command.addAll(names);
        Command.run(folder, command);
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
