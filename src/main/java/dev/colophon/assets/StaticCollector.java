package dev.colophon.assets;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.StaticSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the bundled files into {@code STATIC_ROOT/<digest>/} and swaps {@code manifest.json},
 * which names the newest folder. Folders of other builds stay for a while: in a rollout both
 * versions serve from the same place.
 */
public final class StaticCollector {
    private static final Logger LOG = LoggerFactory.getLogger(StaticCollector.class);

    private final Bundle bundle;
    private final InstantSource clock;

    public StaticCollector(InstantSource clock) {
        this(Bundle.ofClassPath(), clock);
    }

    StaticCollector(Bundle bundle, InstantSource clock) {
        this.bundle = bundle;
        this.clock = clock;
    }

    /**
     * Makes the files ready to be served, from STATIC_ROOT where they are or may be collected.
     *
     * @throws StartFailure CANNOT_WRITE
     */
    public AssetIndex collect(StaticSettings settings) {
        var root = new StaticRoot(settings.root().toAbsolutePath().normalize(), clock);
        if (!settings.collect()) {
            return findIn(root);
        }
        try {
            return collectInto(root);
        } catch (IOException failure) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    "collect static files into " + root.path(),
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                    "make STATIC_ROOT writable and give it space, name another folder, or set"
                            + " RUN_COLLECTSTATIC=0 to serve the files from the program itself",
                    failure);
        }
    }

    /** The files straight from the program, for a start that goes on without collecting. */
    public AssetIndex fromClassPath() {
        return new AssetIndex(bundle.encode(Coding.GZIP, Coding.IDENTITY), List.of(), "served from the program itself");
    }

    private AssetIndex collectInto(StaticRoot root) throws IOException {
        String digest = bundle.digest();
        String origin = "already in " + root.folder(digest);
        List<Asset> own = complete(root, digest).orElse(null);
        if (own == null) {
            own = bundle.encode(Coding.values());
            root.install(digest, own);
            origin = own.size() + " files collected into " + root.folder(digest);
        }
        root.pointTo(digest, own);
        root.prune(digest);
        return new AssetIndex(own, root.others(digest), origin);
    }

    private AssetIndex findIn(StaticRoot root) {
        String digest = bundle.digest();
        try {
            Optional<List<Asset>> own = complete(root, digest);
            if (own.isPresent()) {
                String origin = "found in " + root.folder(digest);
                return new AssetIndex(own.get(), root.others(digest), origin);
            }
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", root.path(), unreadable.toString());
        }
        return fromClassPath();
    }

    /** What lies in the folder of this build, if it is exactly what this build has. */
    private Optional<List<Asset>> complete(StaticRoot root, String digest) throws IOException {
        Set<String> expected = bundle.hashedNames();
        return AssetFolder.read(root.folder(digest))
                .filter(assets -> assets.stream()
                        .map(Asset::hashedName)
                        .collect(Collectors.toSet())
                        .equals(expected));
    }
}
