package dev.colophon.storage.s3;

import dev.colophon.storage.BlobName;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import dev.colophon.storage.WholeInput;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Blobs as objects of a bucket that exists. An object appears whole, as S3 promises. */
public final class S3Store implements BlobStore {
    private final Bucket bucket;
    private final S3Limits limits;
    private final InstantSource clock;

    private S3Store(Bucket bucket, S3Limits limits, InstantSource clock) {
        this.bucket = bucket;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The store of this bucket. Nothing is asked yet: what is wrong shows with the first request.
     *
     * @param clock against which uploads are old
     */
    public static BlobStore open(S3Settings settings, InstantSource clock) {
        return open(settings, clock, S3Limits.USUAL);
    }

    /** The same where requests wait for it. */
    public static BlobStore openPrompt(S3Settings settings, InstantSource clock) {
        return open(settings, clock, S3Limits.PROMPT);
    }

    static BlobStore open(S3Settings settings, InstantSource clock, S3Limits limits) {
        return new S3Store(new Bucket(Clients.open(settings, limits), settings), limits, clock);
    }

    @Override
    public BlobWriter create(String name) {
        String key = bucket.key(name);
        if (bucket.attempt("write " + name + " into", () -> bucket.look(key)) != null) {
            throw new StorageFailure(Reason.EXISTS, name + " is in " + where() + " already", null);
        }
        return new ObjectWriter(bucket, name, limits.partBytes());
    }

    @Override
    public void replace(String name, byte[] content) {
        ObjectUpload upload = new ObjectUpload(bucket, bucket.key(name));
        bucket.attempt("replace " + name + " in", () -> {
            upload.replace(content);
            return upload;
        });
    }

    @Override
    public InputStream read(String name) {
        String key = bucket.key(name);
        return bucket.attempt("read " + name + " from", () -> {
            ResponseInputStream<GetObjectResponse> object =
                    client().getObject(request -> request.bucket(bucket.name()).key(key));
            Long bytes = object.response().contentLength();
            if (bytes == null) {
                object.abort();
                throw new StorageFailure(Reason.DAMAGED, where() + " does not say how long " + name + " is", null);
            }
            return new WholeInput(new ObjectInput(object), bytes, name + " in " + where());
        });
    }

    @Override
    public List<StoredBlob> list(String prefix) {
        if (!BlobName.canBegin(prefix)) {
            return List.of(); // some storages take such a prefix for a path and refuse it
        }
        return bucket.attempt(
                "list",
                () -> client()
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket.name()).prefix(bucket.prefix() + prefix))
                        .contents()
                        .stream()
                        .filter(object -> isOurs(object.key()))
                        .map(this::blob)
                        .sorted(Comparator.comparing(StoredBlob::name))
                        .toList());
    }

    /** One by one, for not every storage takes the checksum that a list of names must carry. */
    @Override
    public void delete(String name) {
        String key = bucket.key(name);
        bucket.attempt(
                "remove " + name + " from",
                () -> client().deleteObject(
                                request -> request.bucket(bucket.name()).key(key)));
    }

    /** A storage may list no uploads, or only those of one key; so a rule of the bucket should end them as well. */
    @Override
    public int sweep(Duration age) {
        Instant before = clock.instant().minus(age);
        return bucket.attempt("sweep", () -> {
            List<MultipartUpload> old = client()
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                    .uploads()
                    .stream()
                    .filter(upload -> isOurs(upload.key()) && upload.initiated().isBefore(before))
                    .toList();
            old.forEach(upload -> client().abortMultipartUpload(request ->
                    request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId())));
            return old.size();
        });
    }

    @Override
    public OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    @Override
    public String where() {
        return bucket.where();
    }

    @Override
    public void close() {
        client().close();
    }

    private S3Client client() {
        return bucket.client();
    }

    private boolean isOurs(String key) {
        return key.startsWith(bucket.prefix()) && BlobName.fits(name(key));
    }

    private StoredBlob blob(S3Object object) {
        return new StoredBlob(name(object.key()), object.size(), object.lastModified());
    }

    private String name(String key) {
        return key.substring(bucket.prefix().length());
    }
}
