package dev.colophon.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The form of a text by which it is compared, sorted and searched. It is made here and not by the
 * database, so that both databases agree and an upgrade of either changes nothing: compatibility
 * decomposition without accents, case folded, typographic quotes and dashes made plain, spaces
 * collapsed. Marks that make another letter, such as the voicing of kana or the vowel signs of
 * Indic scripts, stay.
 */
public final class TextKey {
    /** Sorts after every key. */
    public static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /** Keys are indexed, and PostgreSQL refuses index rows above 2,704 bytes. */
    private static final int MAX_CHARACTERS = 255;

    private static final int KEPT_CHARACTERS = 200;

    private static final Set<String> NAME_SUFFIXES =
            Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.");

    private TextKey() {}

    /**
     * The key of a text. A very long one is cut and ends in a digest of the whole, so that equal
     * keys still mean equal texts.
     */
    public static String of(String text) {
        String key = fold(text);
        if (key.length() <= MAX_CHARACTERS) {
            return key;
        }
        int end = KEPT_CHARACTERS;
        if (Character.isHighSurrogate(key.charAt(end - 1))) {
            end--;
        }
        return key.substring(0, end) + "#" + digest(key);
    }

    /**
     * The key by which a person is sorted: the last word first, a suffix such as "Jr." aside. A
     * guess that suits most names; one with a comma is taken as it stands.
     */
    public static String ofPerson(String name) {
        if (name.indexOf(',') >= 0) {
            return of(name.replace(',', ' '));
        }
        List<String> words = List.of(fold(name).split(" "));
        int surname = words.size() - 1;
        if (surname > 1 && NAME_SUFFIXES.contains(words.get(surname))) {
            surname--;
        }
        if (surname < 1) {
            return of(name);
        }
        return of(words.get(surname)
                + " "
                + String.join(" ", words.subList(0, surname))
                + " "
                + String.join(" ", words.subList(surname + 1, words.size())));
    }

    /** Several texts in one searchable line; it is not indexed and has no limit of its own. */
    public static String searchable(List<String> texts) {
        return fold(String.join(" ", texts));
    }

    /** A LIKE pattern (escaped by a backslash) for the words of a search in their order. */
    public static String pattern(String words) {
        String escaped = fold(words).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return escaped.isEmpty() ? "%" : "%" + escaped.replace(" ", "%") + "%";
    }

    private static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        boolean space = false;
        for (int index = 0; index < decomposed.length(); ) {
            int character = decomposed.codePointAt(index);
            index += Character.charCount(character);
            if (isSpace(character)) {
                space = true;
            } else if (!isDropped(character)) {
                if (space && !plain.isEmpty()) {
                    plain.append(' ');
                }
                space = false;
                plain.appendCodePoint(plain(character));
            }
        }
        // Lower, upper, lower: a capital sharp s and a small one both become ss.
        return plain.toString()
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    private static boolean isDropped(int character) {
        if (Character.getType(character) == Character.FORMAT) {
            return true;
        }
        if (Character.getType(character) != Character.NON_SPACING_MARK
                && Character.getType(character) != Character.ENCLOSING_MARK) {
            return false;
        }
        boolean diacritic = between(character, 0x0300, 0x036F)
                || between(character, 0x1AB0, 0x1AFF)
                || between(character, 0x1DC0, 0x1DFF)
                || between(character, 0x20D0, 0x20FF)
                || between(character, 0xFE20, 0xFE2F);
        boolean hebrewOrArabicPoint = between(character, 0x0591, 0x05C7) || between(character, 0x0610, 0x06ED);
        return diacritic || hebrewOrArabicPoint;
    }

    private static boolean between(int character, int first, int last) {
        return character >= first && character <= last;
    }

    private static int plain(int character) {
        return switch (character) {
            case '‘', '’', '‚', '‛', 'ʼ', '`', '´' -> '\'';
            case '“', '”', '„', '‟', '«', '»' -> '"';
            case '‐', '‑', '‒', '–', '—', '―', '−' -> '-';
            default -> character;
        };
    }

    private static String digest(String text) {
        byte[] hash = Hash.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }
}
