package dev.colophon.account.oidc;

import dev.colophon.problem.Problem;
import dev.colophon.settings.AccountSettings;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Hash;
import dev.colophon.text.Utf8;
import dev.colophon.web.session.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What a browser keeps for us while its reader is at the provider: signed, so that any instance can go on with it, and
 * worthless after some minutes. It ties the answer to the browser that asked.
 *
 * @param state comes back with the answer
 * @param nonce comes back within the token
 * @param verifier proves to the provider that the code was asked for by us (PKCE, RFC 7636)
 * @param linking the reader who wants to sign in this way too; empty for somebody who signs in
 * @param next where they go then, a path of this site
 */
public record SignInAttempt(
        UUID state, String nonce, String verifier, Optional<UUID> linking, String next, Instant expiresAt) {
    /** How long somebody may take at the provider. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int SIGNATURE_BYTES = 32;
    private static final int RANDOM_BYTES = 32;
    private static final int MAX_LENGTH = 3_000;
    private static final String BETWEEN = " ";
    private static final String NOBODY = "-";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Another one, beginning now. */
    public static SignInAttempt begin(Optional<UUID> linking, String next, Instant now) {
        return new SignInAttempt(UUID.randomUUID(), random(), random(), linking, next, now.plus(LIFETIME));
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    public static Signer signer(AccountSettings settings) {
        return new Signer(settings, "colophon openid connect");
    }

    /** The verifier's hash, which may be seen on the way. */
    String challenge() {
        return Base64Url.encode(Hash.digest().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /** As the browser keeps it. */
    public String sealed(Signer signer) {
        String payload = String.join(
                BETWEEN,
                state.toString(),
                nonce,
                verifier,
                linking.map(UUID::toString).orElse(NOBODY),
                next,
                String.valueOf(expiresAt.getEpochSecond()));
        byte[] text = payload.getBytes(StandardCharsets.US_ASCII);
        return Base64Url.encode(ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signer.sign(payload))
                .put(text)
                .array());
    }

    /**
     * What a browser kept, when it is the answer's.
     *
     * @param sealed empty when the browser has none
     * @param state as it came back
     * @throws Problem of kind UNAUTHORIZED when it is not ours, too old, or not what this browser asked
     */
    public static SignInAttempt open(Signer signer, String sealed, String state, Instant now) {
        byte[] bytes = sealed.length() > MAX_LENGTH
                ? new byte[0]
                : Base64Url.decode(sealed).orElse(new byte[0]);
        if (bytes.length <= SIGNATURE_BYTES) {
            throw notOurs();
        }
        String payload = Utf8.decode(Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length))
                .orElseThrow(SignInAttempt::notOurs);
        if (!signer.verifies(payload, Arrays.copyOf(bytes, SIGNATURE_BYTES))) {
            throw notOurs();
        }
        SignInAttempt attempt = parsed(payload.split(BETWEEN, -1));
        if (!MessageDigest.isEqual(
                attempt.state.toString().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8))) {
            throw notOurs();
        }
        if (!now.isBefore(attempt.expiresAt)) {
            throw Problem.unauthorized("attempt_expired", "That took too long; begin again.");
        }
        return attempt;
    }

    private static SignInAttempt parsed(String[] parts) {
        return new SignInAttempt(
                UUID.fromString(parts[0]),
                parts[1],
                parts[2],
                Optional.of(parts[3]).filter(id -> !id.equals(NOBODY)).map(UUID::fromString),
                parts[4],
                Instant.ofEpochSecond(Long.parseLong(parts[5])));
    }

    /** What somebody hears whose browser did not ask for this answer, or has it already. */
    public static Problem notOurs() {
        return Problem.unauthorized(
                "attempt_unknown", "This answer is not to what this browser asked last; begin again.");
    }

    @Override
    public String toString() {
        return "SignInAttempt[]";
    }
}
