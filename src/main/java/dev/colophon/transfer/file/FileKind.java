package dev.colophon.transfer.file;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that people send by mistake, told by their first bytes, with what to do instead. */
enum FileKind {
    EMPTY("The file is empty.", "Export your library again and send the CSV file."),
    WORKBOOK(
            "This is an Excel workbook, not a CSV file.",
            "Send the file as it was exported, or save the sheet as \"CSV UTF-8\"."),
    ARCHIVE(
            "This is a compressed archive without a table that can be imported.",
            "Unpack it and send the CSV file inside. The archive of Goodreads' \"request my data\""
                    + " holds no library: use My Books, Import and export, Export Library."),
    PDF("This is a PDF document, not a CSV file.", "Send the CSV file of the export."),
    IMAGE("This is a picture, not a CSV file.", "Send the CSV file of the export."),
    WEB_PAGE(
            "This is a web page, not a CSV file.",
            "Usually the download was answered by a sign-in page: sign in there and export again."),
    JSON(
            "This is a JSON file, but none with a library.",
            "Goodreads' \"request my data\" gives JSON without your shelves: use My Books, Import"
                    + " and export, Export Library, and send goodreads_library_export.csv."),
    BINARY("This is a binary file, not a CSV file.", "Send the CSV file of the export.");

    private static final int SNIFF_BYTES = 4096;

    private final String what;
    private final String remedy;

    FileKind(String what, String remedy) {
        this.what = what;
        this.remedy = remedy;
    }

    /** Says what the file is and what to send instead. */
    Problem problem() {
        return Problem.of(Kind.INVALID, "not_a_csv", what + " " + remedy);
    }

    /** What a file is when it is none of a CSV. */
    static Optional<FileKind> of(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return of(in.readNBytes(SNIFF_BYTES));
        }
    }

    /** The same by its first bytes. */
    static Optional<FileKind> of(byte[] start) {
        if (start.length == 0) {
            return Optional.of(EMPTY);
        }
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        if (Utf16.of(start).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byMagic(bytes)).or(() -> byText(bytes));
    }

    private static @Nullable FileKind byMagic(String bytes) {
        if (bytes.startsWith("PK")) {
            return bytes.contains("xl/") || bytes.contains("[Content_Types].xml") ? WORKBOOK : ARCHIVE;
        }
        if (bytes.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return WORKBOOK;
        }
        if (bytes.startsWith("\u001f\u008b") || bytes.startsWith("7z\u00bc\u00af")) {
            return ARCHIVE;
        }
        if (bytes.startsWith("%PDF-")) {
            return PDF;
        }
        return bytes.startsWith("\u0089PNG") || bytes.startsWith("\u00ff\u00d8\u00ff") ? IMAGE : null;
    }

    private static Optional<FileKind> byText(String bytes) {
        String text = bytes.startsWith("\u00ef\u00bb\u00bf") ? bytes.substring(3) : bytes;
        String begin = text.stripLeading().toLowerCase(Locale.ROOT);
        if (begin.isEmpty()) {
            return Optional.of(EMPTY);
        }
        if (begin.startsWith("<")) {
            return Optional.of(WEB_PAGE);
        }
        if (begin.startsWith("{") || begin.startsWith("[")) {
            return Optional.of(JSON);
        }
        String firstLine = text.stripLeading().lines().findFirst().orElse("");
        return firstLine.indexOf('\0') >= 0 ? Optional.of(BINARY) : Optional.empty();
    }
}
