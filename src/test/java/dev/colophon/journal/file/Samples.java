package dev.colophon.journal.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The smallest files of each type. */
public final class Samples {
    public static final byte[] PDF = latin("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    public static final byte[] PNG =
            base64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    public static final byte[] GIF = base64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    public static final byte[] WEBP = base64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    /** With a thumbnail inside, which has an end of its own, and an FF in the picture. */
    public static final byte[] JPEG = latin("\u00ff\u00d8"
            + "\u00ff\u00e1\0\u000c\u00ff\u00d8thumb\u0001\u00ff\u00d9"
            + "\u00ff\u00da\0\u0004ab" + "picture\u00ff\0more\u00ff\u00d0rest"
            + "\u00ff\u00d9");

    public static final byte[] TEXT =
            "Ihr naht euch wieder, schwankende Gestalten: ü € 😀\n".getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    public static byte[] latin(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One after the other. */
    public static byte[] joined(byte[]... all) {
        var out = new ByteArrayOutputStream();
        for (byte[] one : all) {
            out.writeBytes(one);
        }
        return out.toByteArray();
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }
}
