package dev.colophon.web.body;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/** Reads forms, from browsers and from programs. */
public final class FormReader {
    public static final String URL_ENCODED = "application/x-www-form-urlencoded";
    public static final String MULTIPART = "multipart/form-data";

    private static final int MAX_PARTS = 50;
    private static final int MAX_PART_HEADER_BYTES = 2_048;
    private static final int MAX_FIELD_BYTES = 16_384;
    private static final int MAX_BOUNDARY_LENGTH = 70;

    private FormReader() {}

    /**
     * @throws Problem of kind MALFORMED
     */
    public static Form urlEncoded(byte[] body) {
        return new Form(UrlEncoded.pairs(new String(body, StandardCharsets.ISO_8859_1)));
    }

    /**
     * Reads the fields and stops at the beginning of the file.
     *
     * @param contentType the complete header, which names the boundary
     * @throws Problem of kind MALFORMED or TOO_LARGE
     */
    public static Upload multipart(String contentType, InputStream body) {
        try {
            return read(parts(contentType, body));
        } catch (FileUploadSizeException | MultipartInput.MalformedStreamException wrong) {
            throw PartHeaders.malformed();
        } catch (IOException gone) {
            throw new CloseConnectionException("the form broke off", gone);
        }
    }

    private static MultipartInput parts(String contentType, InputStream body) throws IOException {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        String boundary = parser.parse(contentType, ';').get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_LENGTH) {
            throw PartHeaders.malformed();
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
                throw PartHeaders.malformed();
            }
            PartHeaders part = PartHeaders.of(parts.readHeaders());
            String fileName = part.fileName();
            if (fileName != null) {
                var content = new FileContent(parts.newInputStream());
                return new Upload(new Form(fields), fileName, part.contentType(), content);
            }
            var value = new LimitedBytes(MAX_FIELD_BYTES);
            parts.readBodyData(value);
            fields.computeIfAbsent(part.name(), absent -> new ArrayList<>(1)).add(value.text());
            more = parts.readBoundary();
        }
        return new Upload(new Form(fields), "", "", InputStream.nullInputStream());
    }

    /** What follows the file is left to the server, which reads a body to its end. */
    private static final class FileContent extends FilterInputStream {
        FileContent(InputStream part) {
            super(part);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (MultipartInput.MalformedStreamException noEnd) {
                throw PartHeaders.malformed();
            }
        }

        @Override
        public void close() {}
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
            return PartHeaders.decode(toByteArray());
        }
    }
}
