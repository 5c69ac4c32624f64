package dev.colophon.journal.file;

import dev.colophon.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file that is checked while it is read, so that nothing holds it whole: reading fails with a
 * problem of kind INVALID once the bytes are not what their beginning says, at the latest at their end.
 */
public final class CheckedFile extends InputStream {
    private final InputStream in;
    private final AttachmentType type;
    private final ContentCheck check;

    private CheckedFile(InputStream in, AttachmentType type) {
        this.in = in;
        this.type = type;
        this.check = type.check();
    }

    /** Looks at the beginning; the stream that is given is closed by whoever opened it. */
    public static CheckedFile of(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in);
        buffered.mark(AttachmentType.HEAD_BYTES);
        AttachmentType type = AttachmentType.of(buffered.readNBytes(AttachmentType.HEAD_BYTES));
        buffered.reset();
        return new CheckedFile(buffered, type);
    }

    /** What the file is, if it can be read to its end. */
    public AttachmentType type() {
        return type;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0 && !check.isWhole()) {
            throw type == AttachmentType.TEXT
                    ? wrongType()
                    : Problem.invalid("file", "truncated", "The file is not whole: its end is missing.");
        }
        if (count > 0 && !check.accepts(bytes, offset, count)) {
            throw wrongType();
        }
        return count;
    }

    private static Problem wrongType() {
        return Problem.invalid("file", "file_type", "Only PDF, JPEG, PNG, GIF, WebP and text in UTF-8 are taken.");
    }
}
