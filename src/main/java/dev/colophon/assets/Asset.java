package dev.colophon.assets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file with all its codings.
 *
 * @param name as the program knows it, such as {@code colophon.css}
 * @param hash of the content, in hexadecimal
 */
record Asset(String name, String hash, List<Variant> variants) {
    static final int HASH_DIGITS = 16;
    private static final Pattern HASHED = Pattern.compile("(.+)\\.([0-9a-f]{16})(\\.[^./]+)?");

    /** The bytes in one coding. */
    record Variant(Coding coding, byte[] content) {}

    Asset {
        variants = List.copyOf(variants);
    }

    /**
     * @param contentHash SHA-256 of the content
     */
    static Asset of(String name, String contentHash, byte[] content, Coding... codings) {
        var variants = new ArrayList<Variant>();
        for (Coding coding : codings) {
            coding.encode(content).ifPresent(coded -> variants.add(new Variant(coding, coded)));
        }
        return new Asset(name, contentHash.substring(0, HASH_DIGITS), variants);
    }

    /**
     * The name with the hash before its last dot, such as {@code colophon.0123456789abcdef.css}.
     */
    String hashedName() {
        return hashedName(name, hash);
    }

    /** The same for a file of which only the SHA-256 is at hand. */
    static String hashedName(String name, String contentHash) {
        String hash = contentHash.substring(0, HASH_DIGITS);
        int slash = name.lastIndexOf('/');
        int dot = name.lastIndexOf('.');
        return dot > slash ? name.substring(0, dot) + "." + hash + name.substring(dot) : name + "." + hash;
    }

    /** The name without a hash; the same when it has none. */
    static String plainName(String name) {
        Matcher matcher = HASHED.matcher(name);
        if (!matcher.matches()) {
            return name;
        }
        String extension = matcher.group(3);
        return matcher.group(1) + (extension == null ? "" : extension);
    }

    String entityTag(Coding coding) {
        return "\"" + hash + coding.tagSuffix + "\"";
    }

    boolean isCompressed() {
        return variants.size() > 1;
    }
}
