package dev.colophon.web.answer;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The header that makes a client keep an answer as a file (RFC 6266), whatever the file is called. */
final class ContentDisposition {
    private static final int MAX_LENGTH = 255;
    private static final String NAMELESS = "file";
    private static final String HEX = "0123456789ABCDEF";

    /** What ends a header, leads into another folder, cannot be seen or turns the order of letters. */
    private static final Pattern DANGEROUS =
            Pattern.compile("[\\p{Cc}\\p{Cs}/\\\\\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    /** What every client reads between quotes as it stands. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[^ !#$&'()+,.;=@\\w\\[\\]^`{}~-]");

    private ContentDisposition() {}

    static String attachment(String fileName) {
        String name = safe(fileName);
        String plain = NOT_PLAIN.matcher(name).replaceAll("_");
        String header = "attachment; filename=\"" + plain + "\"";
        return plain.equals(name) ? header : header + "; filename*=UTF-8''" + percentEncoded(name);
    }

    private static String safe(String fileName) {
        String name = DANGEROUS.matcher(fileName).replaceAll("_").strip();
        if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
            name = name.substring(0, name.offsetByCodePoints(0, MAX_LENGTH));
        }
        return name.isEmpty() || name.equals(".") || name.equals("..") ? NAMELESS : name;
    }

    /** All but the letters, digits and marks that RFC 8187 leaves as they are. */
    private static String percentEncoded(String name) {
        var encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            if (letter < 0x80 && (Character.isLetterOrDigit(letter) || "!#$&+-.^_`|~".indexOf(letter) >= 0)) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 0xf));
            }
        }
        return encoded.toString();
    }
}
