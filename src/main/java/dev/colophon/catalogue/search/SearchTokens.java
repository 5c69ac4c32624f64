package dev.colophon.catalogue.search;

import dev.colophon.text.SearchLine;
import dev.colophon.text.SearchWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokens of the index. Of each word every end is one, so that its middle is the beginning of a
 * token, in every script; its beginning is one more, marked. Tokens are cut, for they name candidates
 * alone: the line decides. No token has a character that means something to either database.
 */
final class SearchTokens {
    /** Enough to tell words apart; more would make the index larger than the books. */
    private static final int MAX_CHARACTERS = 12;

    /** PostgreSQL refuses a row of more than 1 MiB of tokens; titles and authors come first. */
    private static final int MOST = 10_000;

    /** So many characters tell words apart. */
    private static final int TELLING = 3;

    private static final int TO_FULL_WIDTH = 0xFEE0;

    private SearchTokens() {}

    /** Of a {@link SearchLine}, with spaces between. */
    static String of(String line) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String word : line.split(" ")) {
            if (!word.isEmpty() && !word.equals(SearchLine.MARK) && tokens.size() < MOST) {
                add(tokens, word);
            }
        }
        return String.join(" ", telling(tokens));
    }

    /** Without those that another one begins with: only beginnings are looked for. */
    private static List<String> telling(Set<String> tokens) {
        List<String> telling = new ArrayList<>();
        for (String token : tokens.stream().limit(MOST).sorted().toList()) {
            if (!telling.isEmpty() && token.startsWith(telling.getLast())) {
                telling.removeLast();
            }
            telling.add(token);
        }
        return telling;
    }

    private static void add(Set<String> tokens, String word) {
        int[] characters = word.codePoints().toArray();
        tokens.add(SearchLine.MARK + token(characters, 0));
        for (int start = 0; start < characters.length && tokens.size() < MOST; start++) {
            tokens.add(token(characters, start));
        }
    }

    /**
     * The beginnings of tokens that a book must have whose words hold these, or begin so. Beside longer words those of
     * one or two characters are left out: half of all books have them, and the line decides.
     */
    static String of(SearchWords words, boolean beginning) {
        List<String> telling =
                words.words().stream().filter(word -> length(word) >= TELLING).toList();
        return (telling.isEmpty() ? words.words() : telling)
                .stream()
                        .map(word -> (beginning ? SearchLine.MARK : "")
                                + token(word.codePoints().toArray(), 0))
                        .collect(Collectors.joining(" "));
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    /** ASCII's own signs are replaced: quotes, operators and separators are among them. */
    private static String token(int[] characters, int start) {
        StringBuilder token = new StringBuilder();
        for (int index = start; index < Math.min(characters.length, start + MAX_CHARACTERS); index++) {
            int character = characters[index];
            boolean sign = character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
            token.appendCodePoint(sign ? character + TO_FULL_WIDTH : character);
        }
        return token.toString();
    }
}
