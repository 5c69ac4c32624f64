package dev.colophon.backup.archive;

import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.format.ArchiveFault;
import java.io.IOException;
import java.io.InputStream;

/** One file of an archive; whether its bytes are what its name says shows at its end. */
public final class BlobReader extends InputStream {
    private final TarReader.Content content;
    private final String name;
    private final BlobTally tally;
    private boolean ended;

    BlobReader(TarReader.Content content, String name, BlobTally tally) {
        this.content = content;
        this.name = name;
        this.tally = tally;
    }

    /** Such as {@code pictures/<sha256>}; of no other form. */
    public String name() {
        return name;
    }

    /** How many it has, if it is not damaged. */
    public long bytes() {
        return content.bytes();
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads on.
     *
     * @throws ArchiveFault at the end of a damaged one
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = content.read(target, offset, length);
        if (count < 0 && !ended) {
            tally.add(name, content.end());
            ended = true;
        }
        return count;
    }
}
