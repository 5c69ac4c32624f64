package dev.colophon.storage;

import dev.colophon.settings.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * A bucket and how to reach it.
 *
 * @param endpoint absent for AWS itself
 * @param prefix before the name of every blob, without a slash at its end; empty for none
 * @param pathStyle whether the bucket is in the path and not in the host's name
 */
public record S3Settings(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String prefix,
        String accessKey,
        Secret secretKey,
        boolean pathStyle) {}
