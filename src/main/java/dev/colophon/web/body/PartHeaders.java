package dev.colophon.web.body;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextRule;
import dev.colophon.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one part of a multipart form, by browsers and by programs (RFC 7578). The library
 * that finds the parts would decode words of mail in a name, line ends included.
 *
 * @param fileName without folders; null for a part that is no file, empty when no file was chosen
 * @param contentType in lower case without parameters; bytes without meaning unless told otherwise
 */
record PartHeaders(String name, @Nullable String fileName, String contentType) {
    private static final int MAX_FILE_NAME_LENGTH = 255;
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,99}/[a-z0-9!#$&^_.+-]{1,100}");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*+([\\w*]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\"\\s]*+))");

    /** Names that are not ASCII, as RFC 8187 spells them; not allowed in forms, and yet sent. */
    private static final Pattern EXTENDED = Pattern.compile("(?i)utf-8'[^']*'(.*)");

    /** Signs that cannot be seen, or turn the order of those that can. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    /**
     * @param text all lines, each byte as one character
     * @throws Problem of kind MALFORMED
     */
    static PartHeaders of(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String line : text.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1));
            }
        }
        Map<String, String> parameters = parameters(headers.getOrDefault("content-disposition", ""));
        String name = parameters.get("name");
        if (name == null) {
            throw malformed();
        }
        return new PartHeaders(utf8(name), fileName(parameters), mediaType(headers.getOrDefault("content-type", "")));
    }

    private static Map<String, String> parameters(String disposition) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(disposition);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            // other backslashes are those of a path
            String value = quoted == null ? matcher.group(3) : quoted.replace("\\\"", "\"");
            parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static @Nullable String fileName(Map<String, String> parameters) {
        String extended = parameters.get("filename*");
        if (extended != null) {
            Matcher utf8 = EXTENDED.matcher(extended);
            if (!utf8.matches()) {
                throw malformed();
            }
            return baseName(UrlEncoded.decode(utf8.group(1), false));
        }
        String plain = parameters.get("filename");
        return plain == null ? null : baseName(utf8(plain));
    }

    private static String baseName(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (name.length() > MAX_FILE_NAME_LENGTH) {
            throw wrongName("The file's name may have at most " + MAX_FILE_NAME_LENGTH + " characters.");
        }
        if (name.equals(".") || name.equals("..") || HIDDEN.matcher(name).find()) {
            throw wrongName("The file's name must hold no control characters and be no folder.");
        }
        return name;
    }

    private static Problem wrongName(String message) {
        return Problem.malformed("file", "file_name", message);
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : UNKNOWN_TYPE;
    }

    /** Names are sent in UTF-8 and were read byte by byte. */
    private static String utf8(String bytes) {
        return decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Text that any database can store. */
    static String decode(byte[] bytes) {
        return Utf8.decode(bytes).filter(TextRule::holds).orElseThrow(PartHeaders::malformed);
    }

    static Problem malformed() {
        return Problem.of(Kind.MALFORMED, "form", "The form is not the multipart form expected.");
    }
}
