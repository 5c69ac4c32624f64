package dev.colophon.storage.s3;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The requests that put one object: one that has it all, or one for each part and one in the end. */
final class ObjectUpload {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);
    private static final String MARK = "colophon-writer";
    private static final String TYPE = "application/octet-stream";

    /** If there is any object under the key, the request is refused. */
    private static final String ANY = "*";

    private final Bucket bucket;
    private final String key;

    /** Tells our object from another's, so that a lost answer is no riddle. */
    private final String mark = UUID.randomUUID().toString();

    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String id;

    ObjectUpload(Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    boolean isInParts() {
        return id != null;
    }

    /** Puts the next part; it is kept by the storage but no object. */
    void part(byte[] bytes, int length) {
        if (id == null) {
            id = bucket.client()
                    .createMultipartUpload(request -> request.bucket(bucket.name())
                            .key(key)
                            .contentType(TYPE)
                            .metadata(Map.of(MARK, mark)))
                    .uploadId();
        }
        int number = parts.size() + 1;
        String tag = bucket.client()
                .uploadPart(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(md5(bytes, length)),
                        body(bytes, length))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }

    /**
     * Makes the object, unless there is one: of the parts, or of these bytes alone. A storage may say that it does not
     * know the condition; then it goes without.
     */
    void finish(byte[] bytes, int length) {
        try {
            finish(bytes, length, ANY);
        } catch (SdkException failure) {
            if (!S3Failures.isNotImplemented(failure)) {
                throw failure;
            }
            finish(bytes, length, null);
        }
    }

    private void finish(byte[] bytes, int length, @Nullable String ifNoneMatch) {
        if (id == null) {
            put(bytes, length, ifNoneMatch);
        } else {
            bucket.client()
                    .completeMultipartUpload(request -> request.bucket(bucket.name())
                            .key(key)
                            .uploadId(id)
                            .ifNoneMatch(ifNoneMatch)
                            .multipartUpload(upload -> upload.parts(parts)));
        }
    }

    /** Puts an object at once, in place of one that may be there. */
    void replace(byte[] bytes) {
        put(bytes, bytes.length, null);
    }

    private void put(byte[] bytes, int length, @Nullable String ifNoneMatch) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .contentType(TYPE)
                .metadata(Map.of(MARK, mark))
                .contentMD5(md5(bytes, length))
                .ifNoneMatch(ifNoneMatch)
                .build();
        bucket.client().putObject(request, body(bytes, length));
    }

    boolean isOurs(@Nullable HeadObjectResponse object) {
        return object != null && mark.equals(object.metadata().get(MARK));
    }

    /** Gives the parts up; afterwards no object can come of them. */
    void abort() {
        if (id != null) {
            try {
                bucket.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(key).uploadId(id));
            } catch (SdkException failure) {
                // either it is complete, or a sweep finds it
                LOG.debug("cannot abort the upload of {}: {}", key, failure.getMessage());
            }
            id = null;
        }
    }

    /** Not copied, and read again by a retry. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }

    private static String md5(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
