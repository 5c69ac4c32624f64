package dev.colophon.testing;

import dev.colophon.settings.Secret;
import dev.colophon.storage.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** One S3 server for all tests of a JVM, which verifies signatures; each test gets a bucket of its own. */
public final class S3Server {
    private static final String ACCESS_KEY = "access-key-of-tests";
    private static final String SECRET_KEY = "secret-key-of-tests";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final BlobStore BLOBS = new FilesystemNio2BlobStore(folder());
    private static final S3Proxy SERVER = start();

    private S3Server() {}

    /** A new bucket. */
    public static S3Settings bucket() {
        String name = "test-" + NUMBER.incrementAndGet();
        BLOBS.createContainer(name);
        return settings(name);
    }

    /** A bucket that need not exist. */
    public static S3Settings settings(String bucket) {
        return settings(bucket, SERVER.getPort());
    }

    /** The same through another port, such as a proxy's. */
    public static S3Settings settings(String bucket, int port) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        return new S3Settings(Optional.of(endpoint), "us-east-1", bucket, "", ACCESS_KEY, new Secret(SECRET_KEY), true);
    }

    private static String folder() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/s3")), "buckets");
            return folder.toAbsolutePath().toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static S3Proxy start() {
        S3Proxy server = S3Proxy.builder()
                .blobStore(BLOBS)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server;
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
