package dev.colophon.account.oidc;

import com.auth0.jwt.algorithms.Algorithm;
import dev.colophon.text.Base64Url;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key of a provider: what it signs with, and what it tells of it. */
public record TestKey(String id, KeyPair pair) {
    public static TestKey rsa(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new TestKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static TestKey elliptic(String id, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new TestKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Signs by the usual algorithm of its kind. */
    public Algorithm signing() {
        if (pair.getPrivate() instanceof RSAPrivateKey rsa) {
            return Algorithm.RSA256((RSAPublicKey) pair.getPublic(), rsa);
        }
        var key = (ECPrivateKey) pair.getPrivate();
        return switch (key.getParams().getOrder().bitLength()) {
            case 256 -> Algorithm.ECDSA256((ECPublicKey) pair.getPublic(), key);
            case 384 -> Algorithm.ECDSA384((ECPublicKey) pair.getPublic(), key);
            default -> Algorithm.ECDSA512((ECPublicKey) pair.getPublic(), key);
        };
    }

    /** As JSON Web Key. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kid", id);
        told.put("use", "sig");
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            told.put("kty", "RSA");
            told.put("n", text(rsa.getModulus()));
            told.put("e", text(rsa.getPublicExponent()));
        } else {
            var key = (ECPublicKey) pair.getPublic();
            int bits = key.getParams().getOrder().bitLength();
            told.put("kty", "EC");
            told.put("crv", "P-" + bits);
            told.put("x", text(key.getW().getAffineX()));
            told.put("y", text(key.getW().getAffineY()));
        }
        return told;
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        boolean signed = bytes.length > 1 && bytes[0] == 0;
        return Base64Url.encode(signed ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
