package dev.colophon.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes. Whoever has seen enough does not have to wait for the rest of a large one. */
final class ObjectInput extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> object;
    private boolean ended;

    ObjectInput(ResponseInputStream<GetObjectResponse> object) {
        super(object);
        this.object = object;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        ended |= read < 0;
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        ended |= read < 0;
        return read;
    }

    /** The connection serves again only after all of an answer was read. */
    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
        } else {
            object.abort();
        }
    }
}
