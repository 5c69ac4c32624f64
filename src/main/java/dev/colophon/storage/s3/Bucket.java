package dev.colophon.storage.s3;

import dev.colophon.storage.BlobName;
import dev.colophon.storage.S3Settings;
import dev.colophon.storage.StorageFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The part of a bucket below a prefix: which key a name has, and how a failure is told. */
record Bucket(S3Client client, S3Settings settings) {
    String name() {
        return settings.bucket();
    }

    /** Before every name; empty or with a slash at its end. */
    String prefix() {
        return settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    }

    String key(String name) {
        return prefix() + BlobName.require(name);
    }

    String where() {
        String endpoint = settings.endpoint().map(url -> url + "").orElse("AWS, " + settings.region());
        String below = settings.prefix().isEmpty() ? "" : ", below " + settings.prefix();
        return "the bucket " + name() + " at " + endpoint + below;
    }

    /** What there is under the key, if anything. */
    @Nullable
    HeadObjectResponse look(String key) {
        try {
            return client.headObject(request -> request.bucket(name()).key(key));
        } catch (SdkException failure) {
            if (S3Failures.isMissing(failure)) {
                return null;
            }
            throw failure;
        }
    }

    /**
     * One or more requests.
     *
     * @param what is tried, as in "list"
     * @throws StorageFailure when one of them fails
     */
    <T> T attempt(String what, Supplier<T> requests) {
        try {
            return requests.get();
        } catch (SdkException failure) {
            throw S3Failures.of(what + " " + where(), failure);
        }
    }
}
