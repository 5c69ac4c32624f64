package dev.colophon.account.factor;

import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Utf8;
import dev.colophon.web.session.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * That somebody has proved their password a moment ago and owes a code. It is signed and kept by whoever signs in,
 * opens nothing, and is worthless after some minutes or with another password.
 *
 * @param epoch of the reader then
 */
public record PendingSignIn(UUID reader, long epoch, Instant expiresAt) {
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    /** The name of the problem that it is too late. */
    public static final String EXPIRED = "sign_in_expired";

    private static final int SIGNATURE_BYTES = 32;
    private static final int MAX_LENGTH = 200;
    private static final String BETWEEN = " ";

    static Signer signer(AccountSettings settings) {
        return new Signer(settings, "colophon second step");
    }

    String sealed(Signer signer) {
        String payload = reader + BETWEEN + epoch + BETWEEN + expiresAt.getEpochSecond();
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        return Base64Url.encode(ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signer.sign(payload))
                .put(text)
                .array());
    }

    /**
     * @throws Problem of kind UNAUTHORIZED when it is not ours or too old
     */
    static PendingSignIn open(Signer signer, String sealed, Instant now) {
        byte[] bytes = sealed.length() > MAX_LENGTH
                ? new byte[0]
                : Base64Url.decode(sealed).orElse(new byte[0]);
        if (bytes.length <= SIGNATURE_BYTES) {
            throw tooLate();
        }
        String payload = Utf8.decode(Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length))
                .orElseThrow(PendingSignIn::tooLate);
        if (!signer.verifies(payload, Arrays.copyOf(bytes, SIGNATURE_BYTES))) {
            throw tooLate();
        }
        String[] parts = payload.split(BETWEEN, -1);
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts[2]));
        if (!now.isBefore(expiresAt)) {
            throw tooLate();
        }
        return new PendingSignIn(UUID.fromString(parts[0]), Long.parseLong(parts[1]), expiresAt);
    }

    /** What somebody hears who has to begin again. */
    public static Problem tooLate() {
        return Problem.unauthorized(EXPIRED, "That took too long; begin again with the password.");
    }
}
