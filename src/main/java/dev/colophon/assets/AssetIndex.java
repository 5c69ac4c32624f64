package dev.colophon.assets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every static file, in memory. A name is looked up in a map and never becomes a path, so there is
 * nothing to traverse.
 */
public final class AssetIndex {
    /** Where the files are served. */
    public static final String PREFIX = "/assets/";

    static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "json", "application/json",
            "webmanifest", "application/manifest+json",
            "png", "image/png",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff2", "font/woff2");

    private final Map<String, Asset> current = new HashMap<>();
    private final Map<String, Asset> hashed = new HashMap<>();
    private final String origin;

    /**
     * @param own this build's files
     * @param others files of other builds, found by their exact hashed names only
     * @param origin where the files come from, in words
     */
    AssetIndex(List<Asset> own, List<Asset> others, String origin) {
        for (Asset asset : others) {
            hashed.put(asset.hashedName(), asset);
        }
        for (Asset asset : own) {
            current.put(asset.name(), asset);
            hashed.put(asset.hashedName(), asset);
        }
        this.origin = origin;
    }

    /** Where the files come from, for the boot report. */
    public String origin() {
        return origin;
    }

    /**
     * The address of a file, which may be cached for ever.
     *
     * @throws IllegalArgumentException when this build has no such file
     */
    public String url(String name) {
        Asset asset = current.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("There is no static file " + name + ".");
        }
        return PREFIX + asset.hashedName();
    }

    /**
     * The answer to GET or HEAD.
     *
     * @param path as in the request line, without query
     * @param acceptEncoding all lines of the header joined by commas, null when there is none
     * @param ifNoneMatch the same
     * @return empty when there is no such file
     */
    public Optional<AssetAnswer> find(String path, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        if (!path.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = path.substring(PREFIX.length());
        Asset exact = hashed.get(name);
        if (exact != null) {
            return Optional.of(answer(exact, FOREVER, acceptEncoding, ifNoneMatch));
        }
        // a page of another version asks for a file that only that version has
        Asset known = current.get(Asset.plainName(name));
        return Optional.ofNullable(known).map(asset -> answer(asset, ASK_AGAIN, acceptEncoding, ifNoneMatch));
    }

    private static AssetAnswer answer(
            Asset asset, String caching, @Nullable String acceptEncoding, @Nullable String ifNoneMatch) {
        Asset.Variant variant = AcceptEncoding.choose(acceptEncoding, asset.variants());
        String tag = asset.entityTag(variant.coding());
        var headers = new LinkedHashMap<String, String>();
        headers.put("ETag", tag);
        headers.put("Cache-Control", caching);
        if (asset.isCompressed()) {
            headers.put("Vary", "Accept-Encoding");
        }
        if (ifNoneMatch != null && IfNoneMatch.names(ifNoneMatch, tag)) {
            return new AssetAnswer(NOT_MODIFIED, headers, variant.content());
        }
        headers.put("Content-Type", type(asset.name()));
        if (variant.coding() != Coding.IDENTITY) {
            headers.put("Content-Encoding", variant.coding().token);
        }
        return new AssetAnswer(OK, headers, variant.content());
    }

    private static String type(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
