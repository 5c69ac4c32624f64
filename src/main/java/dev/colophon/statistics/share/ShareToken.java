package dev.colophon.statistics.share;

import dev.colophon.settings.Secret;
import dev.colophon.text.Base64Url;
import dev.colophon.text.Hash;
import dev.colophon.web.session.Signer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The secret part of a link. It is made from a random id and SECRET_KEY, so that its reader can be shown it again
 * though the database has its hash alone.
 */
final class ShareToken {
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[\\w-]{32}");

    private final Secret key;

    ShareToken(Secret key) {
        this.key = key;
    }

    String of(UUID id) {
        return Base64Url.encode(Signer.derive(key, "colophon share " + id, BYTES));
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static String hash(String token) {
        return Hash.hexadecimal(token.getBytes(StandardCharsets.UTF_8));
    }
}
