package dev.colophon.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The images of the tests, made once and known to the nodes: five releases, which are the product's
 * image with one layer more (the same jar with other migrations; the classes come from the
 * product's cache), and a PostgreSQL from the Maven artifact that the other tests run too.
 */
final class TestImages {
    static final String REPOSITORY = "localhost/colophon-test";
    static final String POSTGRESQL = "localhost/colophon-postgresql:1";

    /** What PostgreSQL's password of every role is. */
    static final String PASSWORD = "pw-5b1f6c0a93";

    private static final Path PRODUCT = Path.of("target", "jib-image.tar");
    private static final String JAR = "app/classpath/colophon.jar";
    private static final int OWNER = 65532;

    /** Before the change, which would lock the table for as long. */
    private static final String PAUSE = "SELECT pg_sleep(5);\n";

    private static final String EXPANSION = "ALTER TABLE books ADD COLUMN test_expansion text;\n";
    private static final int MOST_COMMENT = 65_535;

    /** A release of the product, by the migrations it has beside the product's own. */
    enum Version {
        /** The product as it is. */
        BEFORE("n-1"),
        /** An expansion that takes five seconds. */
        CURRENT("n"),
        /** The same, which fails. */
        BROKEN("n-broken"),
        /** The failing one, mended. */
        FIXED("n-fixed"),
        /** After CURRENT a contract, which BEFORE cannot work with. */
        NEXT("n-plus-1");

        final String tag;

        Version(String tag) {
            this.tag = tag;
        }
    }

    private static boolean loaded;

    private TestImages() {}

    /** The number of the newest migration that the product itself has. */
    static int productLevel() throws IOException {
        Path folder = Path.of("src", "main", "resources", "db", "migration", "postgresql");
        try (Stream<Path> scripts = Files.list(folder)) {
            return scripts.map(script -> script.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        }
    }

    /** Makes the images and gives them to the nodes, at the first call. */
    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        ImageArchive product = ImageArchive.read(PRODUCT);
        byte[] jar = product.file(JAR);
        Path folder = Files.createTempDirectory("colophon-images");
        for (Version version : Version.values()) {
            byte[] layer = new Layer(0).file(JAR, changed(jar, version)).bytes();
            give(product.with(layer), folder, REPOSITORY + ":" + version.tag);
        }
        give(postgresql(folder), folder, POSTGRESQL);
        loaded = true;
    }

    private static void give(ImageArchive image, Path folder, String name) throws IOException {
        Path archive = folder.resolve("image.tar");
        image.write(archive, name);
        Cluster.load(archive.toString());
        Files.delete(archive);
    }

    private static byte[] changed(byte[] jar, Version version) throws IOException {
        var out = new SeekableInMemoryByteChannel();
        try (ZipFile in = ZipFile.builder().setByteArray(jar).get();
                var zip = new ZipArchiveOutputStream(out)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                if (entry.getName().endsWith("/build.properties")) {
                    byte[] properties = in.getInputStream(entry).readAllBytes();
                    write(zip, entry.getName(), renamed(properties, version));
                } else if (!entry.getName().startsWith("META-INF/maven/")) {
                    // what is left out makes room for the migrations
                    zip.addRawArchiveEntry(entry, in.getRawInputStream(entry));
                }
            }
            for (Map.Entry<String, String> script : migrations(version).entrySet()) {
                String sql = script.getValue();
                write(zip, folder("postgresql") + script.getKey(), sql.getBytes(UTF_8));
                String sqlite = sql.replace(PAUSE, "");
                write(zip, folder("sqlite") + script.getKey(), sqlite.getBytes(UTF_8));
            }
        }
        return padded(Arrays.copyOf(out.array(), (int) out.size()), jar.length);
    }

    private static String folder(String database) {
        return "db/migration/" + database + "/";
    }

    /**
     * The cache of the image takes a jar of the same size and time for the one it was made with.
     */
    private static byte[] padded(byte[] jar, int size) throws IOException {
        int comment = size - jar.length;
        if (comment < 0 || comment > MOST_COMMENT) {
            throw new IOException("a jar of " + jar.length + " bytes cannot become " + size);
        }
        byte[] padded = Arrays.copyOf(jar, size);
        // the last two bytes of a jar without comment are the comment's length, low byte first
        padded[jar.length - 2] = (byte) comment;
        padded[jar.length - 1] = (byte) (comment >> 8);
        Arrays.fill(padded, jar.length, size, (byte) ' ');
        return padded;
    }

    private static void write(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private static byte[] renamed(byte[] properties, Version version) {
        return new String(properties, UTF_8)
                .replaceFirst("(?m)^(version\\s*=\\s*)(\\S+)", "$1$2-" + version.tag)
                .getBytes(UTF_8);
    }

    private static Map<String, String> migrations(Version version) throws IOException {
        int next = productLevel() + 1;
        Map<String, String> scripts = new LinkedHashMap<>();
        String expansion = script(next, "expansion");
        switch (version) {
            case BEFORE -> {}
            case CURRENT -> scripts.put(expansion, PAUSE + EXPANSION);
            case BROKEN -> scripts.put(expansion, EXPANSION + "INSERT INTO no_such_table VALUES (1);\n");
            case FIXED -> scripts.put(expansion, EXPANSION);
            case NEXT -> {
                scripts.put(expansion, PAUSE + EXPANSION);
                scripts.put(
                        script(next + 1, "contract"),
                        "-- contract: minimum " + next + "\n" + "ALTER TABLE books ADD COLUMN test_contract text;\n");
            }
        }
        return scripts;
    }

    private static String script(int level, String name) {
        return "V%03d__test_%s.sql".formatted(level, name);
    }

    /** A server with two roles and an empty database, which needs nothing of its image's base. */
    private static ImageArchive postgresql(Path folder) throws IOException {
        Path data = folder.resolve("data");
        Path programs = folder.resolve("programs");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C")
                .start()) {
            prepare(server);
        }
        Files.writeString(data.resolve("pg_hba.conf"), "host all all all scram-sha-256\n");
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        Path home;
        try (Stream<Path> all = Files.list(programs)) {
            home = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Layer layer = new Layer(OWNER).tree(home, "postgresql").tree(data, "data");
        addLibraries(layer, home);
        return ImageArchive.empty().with(layer.bytes());
    }

    private static void prepare(EmbeddedPostgres server) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : List.of(
                    "ALTER ROLE postgres PASSWORD '%s'",
                    "CREATE ROLE colophon LOGIN PASSWORD '%s'", "CREATE ROLE migrator LOGIN PASSWORD '%s'")) {
                statement.execute(sql.formatted(PASSWORD));
            }
            statement.execute("CREATE DATABASE colophon OWNER colophon TEMPLATE template0 ENCODING 'UTF8'");
        } catch (java.sql.SQLException failure) {
            throw new IOException(failure);
        }
    }

    /** The libraries of this machine that the program needs, and the loader that finds them. */
    private static void addLibraries(Layer layer, Path home) throws IOException {
        String program = home.resolve("bin").resolve("postgres").toString();
        String text =
                Command.run(Duration.ofSeconds(10), "", List.of("ldd", program)).orFail();
        for (String line : text.lines().toList()) {
            String path =
                    line.replaceAll(".*=> ", "").replaceAll(" \\(0x.*", "").strip();
            if (path.startsWith("/") && !path.startsWith(home.toString())) {
                Path library = Path.of(path);
                String name = library.getFileName().toString();
                layer.copy(library, "system/" + (name.startsWith("ld-") ? "loader" : name));
            }
        }
    }
}
