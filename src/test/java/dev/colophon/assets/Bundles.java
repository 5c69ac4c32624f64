package dev.colophon.assets;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Small builds for tests; what is repeated compresses well. */
final class Bundles {
    private Bundles() {}

    /** Two files that every version changes and one that none does. */
    static Bundle version(String version) {
        var files = new TreeMap<String, byte[]>();
        files.put("app.css", css(version));
        files.put("app.min.js", bytes("let version = '" + version + "'\n"));
        files.put("img/logo.svg", bytes("<svg>" + "<path d='M0 0'/>".repeat(50) + "</svg>"));
        return new Bundle(files);
    }

    static byte[] css(String version) {
        return bytes(("/* " + version + " */ body { margin: 0 } ").repeat(200));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
