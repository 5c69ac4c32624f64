package dev.colophon.account.oidc;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.text.Base64Url;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Optional;

/**
 * A public key of the provider (JSON Web Key, RFC 7517) with which it signs.
 *
 * @param id empty when it has none
 * @param algorithm the only one it is for; empty when it does not say
 * @param key of RSA or of one of the curves of RFC 7518
 */
record SigningKey(String id, String algorithm, PublicKey key) {
    private static final int SHORTEST_MODULUS_BITS = 2_048;

    /** A longer one would make a check of its signature costly. */
    private static final int LONGEST_MODULUS_BITS = 8_192;

    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    /** Empty for a key that is for something else, of a kind that is not known here, or too weak. */
    static Optional<SigningKey> of(JsonNode key) {
        if (!key.path("use").asText("sig").equals("sig")) {
            return Optional.empty();
        }
        String id = key.path("kid").asText("");
        String algorithm = key.path("alg").asText("");
        try {
            return publicKey(key).map(found -> new SigningKey(id, algorithm, found));
        } catch (GeneralSecurityException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> publicKey(JsonNode key) throws GeneralSecurityException {
        return switch (key.path("kty").asText()) {
            case "RSA" -> rsa(number(key, "n"), number(key, "e"));
            case "EC" -> elliptic(key.path("crv").asText(), new ECPoint(number(key, "x"), number(key, "y")));
            default -> Optional.empty();
        };
    }

    private static Optional<PublicKey> rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        int bits = modulus.bitLength();
        return bits < SHORTEST_MODULUS_BITS || bits > LONGEST_MODULUS_BITS
                ? Optional.empty()
                : Optional.of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
    }

    private static Optional<PublicKey> elliptic(String curve, ECPoint point) throws GeneralSecurityException {
        String name = CURVES.get(curve);
        if (name == null) {
            return Optional.empty();
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        var spec = new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
        return Optional.of(KeyFactory.getInstance("EC").generatePublic(spec));
    }

    /** Zero for what is none, which no key has. */
    private static BigInteger number(JsonNode key, String field) {
        return Base64Url.decode(key.path(field).asText())
                .map(bytes -> new BigInteger(1, bytes))
                .orElse(BigInteger.ZERO);
    }

    /**
     * What checks a signature of this key; empty when the key is for another algorithm. Those that need a secret of
     * ours, and none at all, are never among them, whatever a token claims.
     */
    Optional<Algorithm> verifier(String claimed) {
        if (!algorithm.isEmpty() && !algorithm.equals(claimed)) {
            return Optional.empty();
        }
        return switch (key) {
            case RSAPublicKey rsa -> verifier(claimed, rsa);
            case ECPublicKey elliptic -> verifier(claimed, elliptic);
            default -> Optional.empty();
        };
    }

    private static Optional<Algorithm> verifier(String claimed, RSAPublicKey key) {
        return switch (claimed) {
            case "RS256" -> Optional.of(Algorithm.RSA256(key));
            case "RS384" -> Optional.of(Algorithm.RSA384(key));
            case "RS512" -> Optional.of(Algorithm.RSA512(key));
            case "PS256" -> Optional.of(Algorithm.RSA256PSS(key));
            case "PS384" -> Optional.of(Algorithm.RSA384PSS(key));
            case "PS512" -> Optional.of(Algorithm.RSA512PSS(key));
            default -> Optional.empty();
        };
    }

    private static Optional<Algorithm> verifier(String claimed, ECPublicKey key) {
        int bits = key.getParams().getOrder().bitLength();
        return switch (claimed + " " + bits) {
            case "ES256 256" -> Optional.of(Algorithm.ECDSA256(key));
            case "ES384 384" -> Optional.of(Algorithm.ECDSA384(key));
            case "ES512 521" -> Optional.of(Algorithm.ECDSA512(key));
            default -> Optional.empty();
        };
    }
}
