package dev.colophon.journal.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may be attached. */
public enum AttachmentType {
    PDF("application/pdf", "%PDF-"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    PNG("image/png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"),
    GIF("image/gif", "GIF8[79]a"),
    WEBP("image/webp", "(?s)RIFF....WEBP"),
    /** Whatever is none of the others and has nothing but letters. */
    TEXT("text/plain", "");

    /** So many bytes tell which type it is. */
    static final int HEAD_BYTES = 16;

    private final String mediaType;
    private final Pattern beginning;

    /**
     * @param beginning of the bytes as characters of Latin-1
     */
    AttachmentType(String mediaType, String beginning) {
        this.mediaType = mediaType;
        this.beginning = Pattern.compile(beginning);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The type of a file that begins like this, if it is of any. */
    static AttachmentType of(byte[] head) {
        String letters = new String(head, StandardCharsets.ISO_8859_1);
        return Stream.of(values())
                .filter(type -> type.beginning.matcher(letters).lookingAt())
                .findFirst()
                .orElse(TEXT);
    }

    ContentCheck check() {
        return switch (this) {
            case PDF -> new EndCheck("%%EOF");
            case JPEG -> new JpegCheck();
            case PNG -> new EndCheck("IEND\u00aeB`\u0082");
            case GIF -> new EndCheck(";");
            case WEBP -> new WebpCheck();
            case TEXT -> new TextCheck();
        };
    }
}
