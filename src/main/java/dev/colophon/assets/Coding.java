package dev.colophon.assets;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.slf4j.LoggerFactory;

/** How a file can be sent; the order is the preference between equals. */
enum Coding {
    ZSTD("zstd", ".zst", "-zst"),
    GZIP("gzip", ".gz", "-gz"),
    IDENTITY("", "", "");

    /** The highest one saves 3 % more and takes a tenth of a second, every start on a new folder. */
    private static final int ZSTD_LEVEL = 12;

    private static final int GZIP_LEVEL = 6;

    /** A coding that saves less than a tenth costs more time than it spares. */
    private static final double WORTH_IT = 0.9;

    /** The token of Content-Encoding. */
    final String token;

    final String fileSuffix;
    final String tagSuffix;

    Coding(String token, String fileSuffix, String tagSuffix) {
        this.token = token;
        this.fileSuffix = fileSuffix;
        this.tagSuffix = tagSuffix;
    }

    /** The content in this coding, if that is worth it. */
    Optional<byte[]> encode(byte[] content) {
        byte[] coded = switch (this) {
            case ZSTD -> zstd(content);
            case GZIP -> gzip(content);
            case IDENTITY -> content;
        };
        boolean keep = this == IDENTITY || coded.length < content.length * WORTH_IT;
        return keep ? Optional.of(coded) : Optional.empty();
    }

    private static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream(content.length);
        try (var gzip = new BestGzip(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Without the native library, which needs a writable java.io.tmpdir, gzip remains. */
    private static byte[] zstd(byte[] content) {
        try {
            return Zstd.compress(content, ZSTD_LEVEL);
        } catch (LinkageError unavailable) {
            LoggerFactory.getLogger(Coding.class)
                    .warn("zstd is not available ({}); is java.io.tmpdir writable?", unavailable.toString());
            return content;
        }
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(GZIP_LEVEL);
        }
    }
}
