import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes what Jib puts into the image beside the jars: the Java runtime, the native libraries and
 * the arguments of {@code java}. Everything is made below {@code target/image}. Arguments: the
 * target folder, the class path of the program.
 */
public class Image {
    /** Found by jdeps; ImageRunTest runs every verb on both databases. Of java.desktop only pictures are used. */
    private static final String MODULES =
            "java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,"
                    + "jdk.localedata,jdk.management,jdk.unsupported";

    /** Languages whose dates the image can write, as web.page.Locales offers them: 7 MB instead of 27 for all. */
    private static final String LOCALES =
            "bg,ca,cs,da,de,el,en,es,et,eu,fi,fr,ga,gl,hr,hu,is,it,ja,ko,lt,lv,nb,nl,no,pl,pt,ro,ru,sk,sl,sr,sv,tr,"
                    + "uk,zh,zh-Hans-CN,zh-Hant-TW";

    /** Native code of windows, fonts and sound, which pictures need none of, and which needs libraries of its own. */
    private static final String LEFT_OUT = "**libfontmanager.so,**libfreetype.so,**libawt_xawt.so,**libjawt.so,"
            + "**libjsound.so,**libsplashscreen.so,**libprefs.so,**psfont*";

    /** Of these jars the image needs nothing but this, beside classes and what says where a jar is from. */
    private static final Map<String, String> USED = Map.of(
            "sqlite-jdbc-", "(?!org/sqlite/native/).*",
            "zstd-jni-", "(META-INF/|com/|module-info).*",
            "picocss__pico-", "META-INF/(maven/.*|.*/css/pico\\.min\\.css)",
            "htmx.org-", "META-INF/(maven/.*|.*/dist/htmx\\.min\\.js)");

    /** Of no time zone, so that the image is the same wherever it is made. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path target;
    private final Path image;
    private final List<Path> libraries;

    private Image(Path target, String classPath) {
        this.target = target;
        this.libraries = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .sorted(Comparator.comparing(Path::getFileName))
                .toList();
        this.image = target.resolve("image");
    }

    public static void main(String[] arguments) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException(
                    "the image holds this machine's Java runtime, so it is built on Linux, not on "
                            + System.getProperty("os.name"));
        }
        Image image = new Image(Path.of(arguments[0]).toAbsolutePath(), arguments[1]);
        Command.run(Path.of("/"), "rm", "-rf", image.image.toString());
        image.linkRuntime();
        image.extractNativeLibraries();
        image.repackLibraries();
        image.writeArguments();
        Files.createDirectories(image.image.resolve("program/app/data"));
        Files.copy(image.target.resolve("colophon.cdx.json"), image.image.resolve("program/app/colophon.cdx.json"));
    }

    /**
     * Of what java.desktop has for windows, printers, sound and TIFF one class a package stays, since no package may be
     * lost, and the same of java.xml's compiler for XSLT; names of zones and currencies in 38 languages go altogether. The
     * patterns are in a file because jlink takes a colon for the end of one. So pictures and dates cost 5 MB and not 14.
     *
     * <p>Line numbers stay in the JDK's classes: a stack trace without them is half as useful.
     */
    private void linkRuntime() throws IOException, InterruptedException {
        Path parent = Files.createDirectories(image.resolve("runtime/opt"));
        Command.run(
                target,
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                MODULES,
                "--include-locales=" + LOCALES,
                "--no-header-files",
                "--no-man-pages",
                "--exclude-files=" + LEFT_OUT,
                "--exclude-resources=@" + target.resolveSibling("src/build/runtime-left-out.txt"),
                "--output",
                parent.resolve("java").toString());
    }

    /** A library in the image needs no writable folder, nor one from which may be executed. */
    private void extractNativeLibraries() throws IOException {
        String processor = System.getProperty("os.arch");
        Path folder = Files.createDirectories(image.resolve("program/app/native"));
        extract(
                "sqlite-jdbc-",
                "org/sqlite/native/Linux/" + (processor.equals("amd64") ? "x86_64" : processor) + "/libsqlitejdbc.so",
                folder.resolve("libsqlitejdbc.so"));
        String zstd = library("zstd-jni-").getFileName().toString();
        extract(
                "zstd-jni-",
                "linux/" + processor + "/lib" + zstd.replace(".jar", ".so"),
                folder.resolve("libzstd-jni.so"));
    }

    /**
     * What is not used goes, and nothing is compressed: the layer is, which packs more into less, and a start without
     * the cache need not unpack its classes.
     */
    private void repackLibraries() throws IOException {
        Path folder = Files.createDirectories(image.resolve("libraries/app/lib"));
        for (Path library : libraries) {
            String name = library.getFileName().toString();
            Pattern used = USED.entrySet().stream()
                    .filter(entry -> name.startsWith(entry.getKey()))
                    .map(entry -> Pattern.compile(entry.getValue()))
                    .findFirst()
                    .orElse(Pattern.compile(".*"));
            try (JarFile in = new JarFile(library.toFile());
                    var out = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
                for (JarEntry entry : Collections.list(in.entries())) {
                    if (used.matcher(entry.getName()).matches()) {
                        store(out, entry.getName(), in.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private void extract(String jar, String entry, Path file) throws IOException {
        Path path = library(jar);
        try (JarFile archive = new JarFile(path.toFile())) {
            if (archive.getEntry(entry) == null) {
                throw new IOException(path + " has no " + entry + " for this processor");
            }
            try (InputStream in = archive.getInputStream(archive.getEntry(entry))) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path library(String prefix) throws IOException {
        return libraries.stream()
                .filter(path -> path.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + prefix + "* in " + libraries));
    }

    /**
     * One file, so that a verb in a running container is short: {@code java @/app/colophon VERB}. Another for the one
     * that is run every few seconds, {@code java @/app/healthcheck}, which ends before a thorough compiler pays off.
     * Of a limit of 256 MiB the virtual machine itself needs about 100 under load. Adapters stay out of
     * the cache: two that Java 25 takes for one make it warn on stdout, in the midst of JSON. The cache is mapped where
     * it was made for: moved elsewhere, 20 MB of it would be the process's own. Nobody reads the files of jstat in here.
     */
    private void writeArguments() throws IOException {
        List<String> classPath = new ArrayList<>(List.of("/app/classpath/colophon.jar"));
        libraries.forEach(path -> classPath.add("/app/lib/" + path.getFileName()));
        String arguments = String.join(
                "\n",
                "-XX:AOTCache=/app/colophon.aot",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTAdapterCaching",
                "-XX:ArchiveRelocationMode=0",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=45",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=/app/native",
                "-Dorg.sqlite.lib.name=libsqlitejdbc.so",
                "-DZstdNativePath=/app/native/libzstd-jni.so",
                "-cp",
                String.join(File.pathSeparator, classPath),
                "dev.colophon.cli.Main",
                "");
        Path folder = image.resolve("program/app");
        Files.writeString(folder.resolve("colophon"), arguments);
        Files.writeString(folder.resolve("healthcheck"), "-XX:TieredStopAtLevel=1\n" + arguments + "healthcheck\n");
    }
}
