package dev.colophon.web.body;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextRule;
import dev.colophon.text.Utf8;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/** Reads the forms that browsers send. */
public final class FormReader {
    public static final String URL_ENCODED = "application/x-www-form-urlencoded";
    public static final String MULTIPART = "multipart/form-data";

    private static final int MAX_PARTS = 50;
    private static final int MAX_PART_HEADER_BYTES = 2_048;
    private static final int MAX_FIELD_BYTES = 16_384;
    private static final int MAX_FILE_NAME_LENGTH = 255;
    private static final int MAX_BOUNDARY_LENGTH = 70;

    private FormReader() {}

    public static Form urlEncoded(byte[] body) {
        return new Form(UrlEncoded.pairs(new String(body, StandardCharsets.ISO_8859_1)));
    }

    /**
     * Reads the fields and stops at the beginning of the file.
     *
     * @param contentType the complete header, which names the boundary
     */
    public static Upload multipart(String contentType, InputStream body) {
        try {
            return read(parts(contentType, body));
        } catch (FileUploadSizeException | MultipartInput.MalformedStreamException wrong) {
            throw malformed();
        } catch (IOException gone) {
            throw new CloseConnectionException("the form broke off", gone);
        }
    }

    private static MultipartInput parts(String contentType, InputStream body) throws IOException {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        String boundary = parser.parse(contentType, ';').get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_LENGTH) {
            throw malformed();
        }
        MultipartInput parts = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                .setMaxPartHeaderSize(MAX_PART_HEADER_BYTES)
                .get();
        // byte by byte; its own decoding turns what is not UTF-8 into question marks
        parts.setHeaderCharset(StandardCharsets.ISO_8859_1);
        return parts;
    }

    private static Upload read(MultipartInput parts) throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        boolean more = parts.skipPreamble();
        for (int count = 0; more; count++) {
            if (count == MAX_PARTS) {
                throw malformed();
            }
            Part part = Part.of(parts.readHeaders());
            if (part.fileName().isPresent()) {
                String name = baseName(part.fileName().get());
                return new Upload(new Form(fields), name, parts.newInputStream());
            }
            var value = new LimitedBytes(MAX_FIELD_BYTES);
            parts.readBodyData(value);
            fields.computeIfAbsent(part.name(), absent -> new ArrayList<>(1)).add(value.text());
            more = parts.readBoundary();
        }
        return new Upload(new Form(fields), "", new ByteArrayInputStream(new byte[0]));
    }

    private static String baseName(String fileName) {
        int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        String name = fileName.substring(slash + 1);
        if (!TextRule.holds(name) || name.length() > MAX_FILE_NAME_LENGTH) {
            throw Problem.malformed(
                    "file", "file_name", "The file's name may have at most " + MAX_FILE_NAME_LENGTH + " characters.");
        }
        return name;
    }

    private static Problem malformed() {
        return Problem.of(Kind.MALFORMED, "form", "The form is not the multipart form expected.");
    }

    private record Part(String name, Optional<String> fileName) {
        static Part of(String headers) {
            for (String line : headers.split("\r\n", -1)) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase("content-disposition")) {
                    var parser = new ParameterParser();
                    parser.setLowerCaseNames(true);
                    Map<String, String> values = parser.parse(line.substring(colon + 1), ';');
                    String name = values.get("name");
                    if (name != null) {
                        return new Part(utf8(name), fileName(values));
                    }
                }
            }
            throw malformed();
        }

        private static Optional<String> fileName(Map<String, String> values) {
            if (!values.containsKey("filename")) {
                return Optional.empty();
            }
            String name = values.get("filename");
            return Optional.of(name == null ? "" : utf8(name));
        }

        /** Browsers send names in UTF-8; the parser read them byte by byte. */
        private static String utf8(String latin) {
            return decode(latin.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String decode(byte[] bytes) {
        return Utf8.decode(bytes).filter(TextRule::holds).orElseThrow(FormReader::malformed);
    }

    private static final class LimitedBytes extends ByteArrayOutputStream {
        private final int limit;

        LimitedBytes(int limit) {
            this.limit = limit;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (count + length > limit) {
                throw Problem.of(Kind.TOO_LARGE, "too_large", "A field of the form is too long.");
            }
            super.write(bytes, offset, length);
        }

        String text() {
            return decode(toByteArray());
        }
    }
}
