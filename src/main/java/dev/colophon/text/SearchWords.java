package dev.colophon.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody looks for: words in any order, each of which stands somewhere in a {@link
 * SearchLine}. Accents, case and punctuation do not count, unless there is nothing else.
 *
 * @param words folded, at most {@value #MOST}, each once; what is beyond them is not looked for
 */
public record SearchWords(List<String> words) {
    public static final int MOST = 8;

    private static final int MAX_CHARACTERS = 500;
    private static final Pattern ISBN = Pattern.compile("([0-9]-?){9}([0-9]-?){0,3}[0-9x]");

    /** Of a text that nobody has looked at; of a very long one its beginning. */
    public static SearchWords of(String text) {
        List<String> chunks = SearchLine.chunks(TextKey.searchable(List.of(beginning(text))));
        Set<String> words = new LinkedHashSet<>();
        chunks.forEach(chunk -> words.addAll(words(chunk)));
        return new SearchWords((words.isEmpty() ? chunks.stream() : words.stream())
                .distinct()
                .limit(MOST)
                .toList());
    }

    /** Nothing to look for. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** A LIKE pattern (escaped by a backslash) for lines that hold a word anywhere; any line where there is none. */
    public String within(int index) {
        return index < words.size() ? TextKey.pattern(words.get(index)) : "%";
    }

    /** The same for lines, with a space before them, of which a word begins so. */
    public String begins(int index) {
        return index < words.size() ? "% " + TextKey.pattern(words.get(index)).substring(1) : "%";
    }

    /** One text for all that find the same. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }

    private static List<String> words(String chunk) {
        if (ISBN.matcher(chunk).matches()) {
            return List.of(chunk.replace("-", "").toLowerCase(Locale.ROOT));
        }
        List<String> pieces = SearchLine.pieces(chunk.replace("'", ""));
        boolean initials =
                pieces.size() > 1 && pieces.stream().allMatch(piece -> piece.codePointCount(0, piece.length()) == 1);
        return initials ? List.of(String.join("", pieces)) : new ArrayList<>(pieces);
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        boolean cuts = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return text.substring(0, cuts ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }
}
