package dev.colophon.media.picture.pixels;

import dev.colophon.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a file is by its first bytes, however it is called. */
enum PictureKind {
    JPEG("jpeg", "\u00ff\u00d8\u00ff"),
    PNG("png", "\u0089PNG\r\n\u001a\n"),
    GIF("gif", "GIF8");

    private static final int HEAD_BYTES = 1024;
    private static final int TAIL_BYTES = 65_557;
    private static final String PNG_END = "\0\0\0\0IEND\u00ae\u0042\u0060\u0082";

    /** What browsers, readers of PDF and interpreters look for at the beginning of a file. */
    private static final List<String> BEGINNINGS =
            List.of("%pdf-", "<html", "<!doctype", "<script", "<svg", "<?php", "<body", "<iframe");

    /** The directory at the end of a ZIP archive, such as a JAR. */
    private static final String ZIP_END = "PK\u0005\u0006";

    private final String format;
    private final String magic;

    PictureKind(String format, String magic) {
        this.format = format;
        this.magic = magic;
    }

    /** The name that ImageIO knows. */
    String format() {
        return format;
    }

    /**
     * What the file is.
     *
     * @throws Problem when it is no such picture, not whole, or something else as well
     */
    static PictureKind of(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            String head = read(bytes, 0, HEAD_BYTES);
            PictureKind kind = byMagic(head);
            String tail = read(bytes, Math.max(0, bytes.length() - TAIL_BYTES), TAIL_BYTES);
            String folded = head.toLowerCase(Locale.ROOT);
            if (tail.contains(ZIP_END) || BEGINNINGS.stream().anyMatch(folded::contains)) {
                throw Refusals.mixed();
            }
            if (!kind.endsWell(tail)) {
                throw Refusals.damaged();
            }
            return kind;
        }
    }

    private static PictureKind byMagic(String head) {
        for (PictureKind kind : values()) {
            if (head.startsWith(kind.magic)) {
                return kind;
            }
        }
        throw head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? Refusals.webp() : Refusals.type();
    }

    /** Behind a JPEG cameras write other pictures, so its end is found by whoever decodes it. */
    private boolean endsWell(String tail) {
        return switch (this) {
            case JPEG -> true;
            case PNG -> tail.endsWith(PNG_END);
            case GIF -> tail.endsWith(";");
        };
    }

    /** Each byte as the character of its value. */
    private static String read(RandomAccessFile bytes, long from, int most) throws IOException {
        byte[] read = new byte[(int) Math.min(most, bytes.length() - from)];
        bytes.seek(from);
        bytes.readFully(read);
        return new String(read, StandardCharsets.ISO_8859_1);
    }
}
