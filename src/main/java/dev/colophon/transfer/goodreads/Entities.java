package dev.colophon.transfer.goodreads;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references of HTML; unknown ones are left as they are. */
final class Entities {
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}[0-9]?));");

    /** The names for U+00A0 to U+00FF, in order. */
    private static final String LATIN_1 =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg"
                    + " plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo "
                    + "frac14 frac12"
                    + " frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
                    + "Egrave Eacute"
                    + " Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc "
                    + "Otilde Ouml"
                    + " times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave "
                    + "aacute acirc"
                    + " atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc"
                    + " iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute"
                    + " ucirc uuml yacute thorn yuml";

    private static final Map<String, Integer> NAMES = names();

    private Entities() {}

    static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match)));
    }

    private static String character(MatchResult match) {
        Integer codePoint;
        if (match.group(1) != null) {
            codePoint = Integer.valueOf(match.group(1));
        } else if (match.group(2) != null) {
            codePoint = Integer.valueOf(match.group(2), 16);
        } else {
            codePoint = NAMES.get(match.group(3));
        }
        return codePoint == null || !isText(codePoint)
                ? match.group()
                : codePoint == 0xA0 ? " " : Character.toString(codePoint);
    }

    /** No control characters and no halves of surrogate pairs by the back door. */
    private static boolean isText(int codePoint) {
        return Character.isValidCodePoint(codePoint)
                && !Character.isISOControl(codePoint)
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        int codePoint = 0xA0;
        for (String name : LATIN_1.split(" ")) {
            names.put(name, codePoint++);
        }
        names.putAll(Map.of("amp", 0x26, "lt", 0x3C, "gt", 0x3E, "quot", 0x22, "apos", 0x27));
        names.putAll(Map.of("ndash", 0x2013, "mdash", 0x2014, "lsquo", 0x2018, "rsquo", 0x2019));
        names.putAll(Map.of("ldquo", 0x201C, "rdquo", 0x201D, "hellip", 0x2026, "bull", 0x2022));
        names.putAll(Map.of("euro", 0x20AC, "trade", 0x2122, "oelig", 0x153, "OElig", 0x152));
        return Map.copyOf(names);
    }
}
