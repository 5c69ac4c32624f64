package dev.colophon.testing;

import dev.colophon.settings.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL of its own that offers TLS, with a certificate for 127.0.0.1 and no other name. */
public final class TlsPostgres implements AutoCloseable {
    private static final String PASSWORD = "only-for-tests";

    private final EmbeddedPostgres server;
    private final Path certificate;

    private TlsPostgres(EmbeddedPostgres server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** Starts it with a new key in the folder. */
    public static TlsPostgres start(Path folder) throws Exception {
        KeyStore store = newKey(folder);
        Path key = folder.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        writePem(
                key,
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        Path certificate = writeCertificate(folder.resolve("server.crt"), store);
        return new TlsPostgres(
                EmbeddedPostgres.builder()
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_cert_file", certificate.toString())
                        .setServerConfig("ssl_key_file", key.toString())
                        .start(),
                certificate);
    }

    /** A certificate that did not sign the server's. */
    public static Path strangersCertificate(Path folder) throws Exception {
        return writeCertificate(folder.resolve("stranger.crt"), newKey(folder));
    }

    /** The certificate that the server shows; nobody else has signed it. */
    public Path certificate() {
        return certificate;
    }

    public int port() {
        return server.getPort();
    }

    /** Settings that reach the server under this name. */
    public DatabaseSettings settings(String host, String sslMode, Path rootCertificate) {
        return TestPostgres.settings("postgres", host, port(), sslMode, Optional.of(rootCertificate));
    }

    private static KeyStore newKey(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = Files.createTempFile(folder, "key", ".p12");
        Files.delete(file);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=database",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path writeCertificate(Path file, KeyStore store) throws IOException, GeneralSecurityException {
        writePem(file, "CERTIFICATE", store.getCertificate("server").getEncoded());
        return file;
    }

    private static void writePem(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
