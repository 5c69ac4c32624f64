package dev.colophon.migration.schema;

import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The migrations of this build for one database, found on the class path without Flyway. */
public final class Scripts {
    private final ClassLoader loader;
    private final String folder;
    private final List<Script> all;

    /**
     * @param loader where to look; a directory or a jar
     * @param location a folder such as {@code db/migration} with one folder for each database
     */
    public Scripts(ClassLoader loader, String location, Engine engine) {
        this.loader = loader;
        this.folder = location + "/" + engine.name().toLowerCase(Locale.ROOT);
        this.all = read();
    }

    private Scripts(Scripts whole, int level) {
        this.loader = whole.loader;
        this.folder = whole.folder;
        this.all = whole.all.stream().filter(script -> script.level() <= level).toList();
    }

    /** The product's own. */
    public static Scripts of(Engine engine) {
        return new Scripts(Scripts.class.getClassLoader(), "db/migration", engine);
    }

    /** The level that this build needs: its newest migration. */
    public int neededLevel() {
        return all.isEmpty() ? 0 : all.getLast().level();
    }

    /** Those that lead to a level, as if this build were of that age. */
    public Scripts upTo(int level) {
        return new Scripts(this, level);
    }

    public List<Script> all() {
        return all;
    }

    public List<Script> after(int level) {
        return all.stream().filter(script -> script.level() > level).toList();
    }

    public ClassLoader loader() {
        return loader;
    }

    public String folder() {
        return folder;
    }

    private List<Script> read() {
        try {
            var scripts = new ArrayList<Script>();
            for (String file : names()) {
                if (Script.isNamedAsOne(file)) {
                    scripts.add(Script.parse(file, text(file)));
                }
            }
            scripts.sort(Comparator.comparingInt(Script::level));
            return List.copyOf(scripts);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the migrations in " + folder, e);
        }
    }

    private List<String> names() throws IOException {
        URL url = loader.getResource(folder);
        if (url == null) {
            throw new IllegalStateException("this build holds no migrations in " + folder);
        }
        if (url.openConnection() instanceof JarURLConnection jar) {
            return namesInJar(jar);
        }
        try (var files = Files.list(Path.of(uri(url)))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> namesInJar(JarURLConnection connection) throws IOException {
        // a cached JarFile would stay open for the whole life of the program
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder + "/"))
                    .map(name -> name.substring(folder.length() + 1))
                    .toList();
        }
    }

    private String text(String file) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(folder + "/" + file)) {
            if (stream == null) {
                throw new IOException(file + " is listed but cannot be read");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not a URI", e);
        }
    }
}
