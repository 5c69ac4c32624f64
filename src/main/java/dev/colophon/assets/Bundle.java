package dev.colophon.assets;

import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The static files of one build, by name. */
final class Bundle {
    /** Our own files; a test holds that none is forgotten. */
    private static final String[] OWN = {
        "colophon.css",
        "feed.js",
        "copy.js",
        "icon.svg",
        "manifest.webmanifest",
        "icon-192.png",
        "icon-512.png",
        "icon-maskable-512.png",
        "apple-touch-icon.png"
    };

    /** Raised when the same content is to be stored in another way. */
    private static final byte FORMAT = 2;

    private static final int DIGEST_DIGITS = 32;

    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, String> hashes = new TreeMap<>();

    Bundle(SortedMap<String, byte[]> files) {
        this.files = files;
        files.forEach((name, content) -> hashes.put(name, Hash.hexadecimal(content)));
    }

    /** Reads ours and those of the WebJars. */
    static Bundle ofClassPath() {
        var files = new TreeMap<String, byte[]>();
        for (String name : OWN) {
            files.put(name, read("/static/" + name));
        }
        files.put("pico.min.css", read(webJar("picocss__pico") + "/css/pico.min.css"));
        files.put("htmx.min.js", read(webJar("htmx.org") + "/dist/htmx.min.js"));
        return new Bundle(files);
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    /** The names under which these files are collected. */
    Set<String> hashedNames() {
        return hashes.entrySet().stream()
                .map(file -> Asset.hashedName(file.getKey(), file.getValue()))
                .collect(Collectors.toSet());
    }

    /** Every file in those of the codings that are worth it. */
    List<Asset> encode(Coding... codings) {
        List<Asset> assets = new ArrayList<>();
        hashes.forEach((name, hash) -> {
            byte[] content = Objects.requireNonNull(files.get(name));
            assets.add(Asset.of(name, hash, content, codings));
        });
        return assets;
    }

    /** Names the whole content; two builds with the same files have the same digest. */
    String digest() {
        MessageDigest digest = Hash.digest();
        digest.update(FORMAT);
        hashes.forEach((name, hash) -> {
            String line = hash + " " + name + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_DIGITS);
    }

    /** The folder of a WebJar; its version is in the path, and Maven left it in the jar. */
    private static String webJar(String artifact) {
        var maven = new Properties();
        String source = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream in = open(source)) {
            maven.load(in);
        } catch (IOException fault) {
            throw new UncheckedIOException(source, fault);
        }
        String version = maven.getProperty("version");
        return "/META-INF/resources/webjars/" + artifact + "/" + version;
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(resource, fault);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Bundle.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The build is not complete: it lacks " + resource);
        }
        return in;
    }
}
