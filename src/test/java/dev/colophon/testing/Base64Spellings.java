package dev.colophon.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Other texts that a lenient reader of base64url takes for the same bytes. */
public final class Base64Spellings {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Spellings() {}

    /** With padding, and with other unused bits in the last character where it has any. */
    public static List<String> others(String text) {
        List<String> others = new ArrayList<>(List.of(text + "=", text + "==", text + "==="));
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        for (char last : ALPHABET.toCharArray()) {
            String other = text.substring(0, text.length() - 1) + last;
            if (!other.equals(text)
                    && Arrays.equals(bytes, Base64.getUrlDecoder().decode(other))) {
                others.add(other);
            }
        }
        return others;
    }
}
