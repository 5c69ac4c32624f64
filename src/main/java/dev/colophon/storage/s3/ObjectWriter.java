package dev.colophon.storage.s3;

import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Collects a part of a blob in memory and uploads it when it is full.
 *
 * <p>A storage that does not know the condition {@code If-None-Match} ignores it. There a second writer is noticed when
 * the object is looked at, before it is written and afterwards: the later one wins, and the earlier one fails if it was
 * still at work. Two that end within that moment both believe to have the name, so names should differ by themselves.
 *
 * <p>When a storage is gone between the last request and the look at what came of it, nobody can know: the failure is
 * UNREACHABLE, and a whole object may be there.
 */
final class ObjectWriter extends BlobWriter {
    private final Bucket bucket;
    private final String key;
    private final String what;
    private final ObjectUpload upload;
    private final byte[] part;
    private int filled;
    private long bytes;
    private boolean ended;
    private @Nullable StorageFailure broken;

    ObjectWriter(Bucket bucket, String name, int partBytes) {
        this.bucket = bucket;
        key = bucket.key(name);
        what = "write " + name + " into " + bucket.where();
        upload = new ObjectUpload(bucket, key);
        part = new byte[partBytes];
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        requireGoing();
        for (int taken = 0; taken < length; ) {
            if (filled == part.length) {
                attempt(() -> upload.part(part, filled));
                filled = 0;
            }
            int some = Math.min(length - taken, part.length - filled);
            System.arraycopy(source, offset + taken, part, filled, some);
            filled += some;
            taken += some;
        }
        bytes += length;
    }

    /** Does nothing: a part is uploaded when it is full. */
    @Override
    public void flush() {
        requireGoing();
    }

    @Override
    public void commit() {
        requireGoing();
        attempt(this::requireFree);
        if (upload.isInParts()) {
            attempt(() -> upload.part(part, filled));
        }
        ended = true;
        try {
            upload.finish(part, filled);
        } catch (SdkException failure) {
            settle(failure);
            return;
        }
        attempt(() -> requireWhole(bucket.look(key)));
    }

    /**
     * The answer may be lost while the object is there, and a retry is then refused because it is: what counts is what
     * is found. Parts are given up first, so that nothing comes of them after the look.
     */
    private void settle(SdkException failure) {
        upload.abort();
        attempt(() -> {
            HeadObjectResponse object = bucket.look(key);
            if (!upload.isOurs(object)) {
                throw S3Failures.of(what, failure);
            }
            requireWhole(object);
        });
    }

    private void requireFree() {
        if (bucket.look(key) != null) {
            throw new StorageFailure(Reason.EXISTS, "cannot " + what + ": it is there already", null);
        }
    }

    private void requireWhole(@Nullable HeadObjectResponse object) {
        if (object != null && !upload.isOurs(object)) {
            throw new StorageFailure(Reason.EXISTS, "cannot " + what + ": another has written it", null);
        }
        if (object == null) {
            throw new StorageFailure(Reason.DAMAGED, "cannot " + what + ": the storage took it and has it not", null);
        }
        if (object.contentLength() != bytes) {
            bucket.client()
                    .deleteObject(request -> request.bucket(bucket.name()).key(key));
            String sizes = object.contentLength() + " of " + bytes + " bytes";
            throw new StorageFailure(Reason.DAMAGED, "cannot " + what + ": the storage has " + sizes, null);
        }
    }

    private void requireGoing() {
        if (broken != null) {
            // another one each time: a failure cannot be suppressed by itself
            throw new StorageFailure(broken.reason(), String.valueOf(broken.getMessage()), broken);
        }
        if (ended) {
            throw new IllegalStateException("already ended: " + what);
        }
    }

    private void attempt(Runnable requests) {
        try {
            requests.run();
        } catch (SdkException failure) {
            broken = S3Failures.of(what, failure);
            throw broken;
        } catch (StorageFailure failure) {
            broken = failure;
            throw failure;
        }
    }

    @Override
    public void close() {
        if (!ended || broken != null) {
            upload.abort();
        }
        ended = true;
    }
}
