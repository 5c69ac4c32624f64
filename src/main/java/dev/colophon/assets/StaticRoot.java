package dev.colophon.assets;

import dev.colophon.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * STATIC_ROOT: a folder for each build's files, and the manifest. It may be a mount point and may
 * be shared, so the folder itself is never moved, what is not ours is never touched, and everything
 * appears by one renaming.
 */
final class StaticRoot {
    private static final Logger LOG = LoggerFactory.getLogger(StaticRoot.class);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");
    private static final String UNFINISHED = ".unfinished-";
    private static final String MANIFEST = "manifest.json";

    /** Beside the current one; these are served, and stay however old they are. */
    private static final int KEPT_BUILDS = 3;

    private static final Duration KEPT_TIME = Duration.ofDays(1);
    private static final Duration UNFINISHED_TIME = Duration.ofHours(1);

    private final Path root;
    private final InstantSource clock;

    StaticRoot(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    Path path() {
        return root;
    }

    Path folder(String digest) {
        return root.resolve(digest);
    }

    /** Puts a complete folder in place; another instance that does the same does no harm. */
    void install(String digest, List<Asset> assets) throws IOException {
        Files.createDirectories(root);
        Path unfinished = unfinished();
        try {
            Files.createDirectory(unfinished);
            AssetFolder.write(unfinished, assets);
            if (Files.exists(folder(digest)) && AssetFolder.read(folder(digest)).isEmpty()) {
                LOG.warn("the static files in {} are damaged and made anew", folder(digest));
                Path damaged = unfinished();
                Files.move(folder(digest), damaged, StandardCopyOption.ATOMIC_MOVE);
                delete(damaged);
            }
            Files.move(unfinished, folder(digest), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            discard(unfinished, failure);
            if (AssetFolder.read(folder(digest)).isEmpty()) {
                throw failure;
            }
        }
    }

    /** Lets the manifest name this build; whoever reads it sees the old one or the new one. */
    void pointTo(String digest, List<Asset> assets) throws IOException {
        Path manifest = root.resolve(MANIFEST);
        if (Files.exists(manifest) && Files.readString(manifest).contains('"' + digest + '"')) {
            return;
        }
        var files = new TreeMap<String, String>();
        assets.forEach(asset -> files.put(asset.name(), digest + "/" + asset.hashedName()));
        Path next = unfinished();
        try {
            Files.write(next, Json.write(new TreeMap<>(Map.of("digest", digest, "files", files))));
            Files.move(next, manifest, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            discard(next, failure);
            throw failure;
        }
    }

    /** The readable files of other builds, the oldest build first. */
    List<Asset> others(String digest) throws IOException {
        List<Asset> assets = new ArrayList<>();
        List<Path> builds = builds(digest);
        for (Path folder :
                builds.subList(0, Math.min(KEPT_BUILDS, builds.size())).reversed()) {
            Optional<List<Asset>> found = AssetFolder.read(folder);
            if (found.isEmpty()) {
                LOG.warn("the static files of another build in {} are damaged", folder);
            }
            found.ifPresent(assets::addAll);
        }
        return assets;
    }

    /** Deletes builds that nobody has started for long, and what a crash has left. */
    void prune(String current) {
        try {
            Instant now = clock.instant();
            Files.setLastModifiedTime(AssetFolder.ageMark(folder(current)), FileTime.from(now));
            List<Path> builds = builds(current);
            List<Path> spare = builds.subList(Math.min(KEPT_BUILDS, builds.size()), builds.size());
            for (Path folder : spare) {
                if (age(AssetFolder.ageMark(folder)).isBefore(now.minus(KEPT_TIME))) {
                    delete(folder);
                }
            }
            for (Path left : entries(name -> name.startsWith(UNFINISHED))) {
                if (age(left).isBefore(now.minus(UNFINISHED_TIME))) {
                    delete(left);
                }
            }
        } catch (IOException failure) {
            LOG.warn("old static files in {} could not be deleted: {}", root, failure.toString());
        }
    }

    /** The folders of other builds, the one that was started last first. */
    private List<Path> builds(String except) throws IOException {
        List<Path> folders = entries(name -> DIGEST.matcher(name).matches());
        folders.remove(folder(except));
        folders.sort(Comparator.comparing((Path folder) -> age(AssetFolder.ageMark(folder)))
                .reversed());
        return folders;
    }

    private List<Path> entries(Predicate<String> byName) throws IOException {
        if (!Files.isDirectory(root)) {
            return new ArrayList<>();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return new ArrayList<>(
                    entries.filter(entry -> byName.test(entry.getFileName().toString()))
                            .toList());
        }
    }

    /** A folder without its mark is damaged and as old as can be. */
    private static Instant age(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException missing) {
            return Instant.EPOCH;
        }
    }

    private Path unfinished() {
        return root.resolve(UNFINISHED + UUID.randomUUID());
    }

    private static void discard(Path unfinished, IOException cause) {
        try {
            delete(unfinished);
        } catch (IOException left) {
            cause.addSuppressed(left);
        }
    }

    private static void delete(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(top)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
