package dev.colophon.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The line in which a search looks for words: the folded texts and, behind a mark, the same words as
 * people type them, without punctuation: of {@code ender's} also {@code ender}, {@code s} and {@code
 * enders}, of {@code j. r. r.} also {@code jrr}. Programs that know nothing of the mark find the
 * texts as before.
 */
public final class SearchLine {
    /** No folded text has it: compatibility decomposition replaces it. */
    public static final String MARK = "\uFF5F";

    private SearchLine() {}

    /** Several texts as one line. */
    public static String of(List<String> texts) {
        return of(TextKey.searchable(texts));
    }

    /** The line of a folded text, or of an older line. */
    public static String of(String folded) {
        int mark = folded.indexOf(MARK);
        String text = (mark < 0 ? folded : folded.substring(0, mark)).strip();
        List<String> chunks = chunks(text);
        Set<String> spellings = new LinkedHashSet<>();
        chunks.forEach(chunk -> spellings.addAll(spellings(chunk)));
        spellings.addAll(initials(chunks));
        chunks.forEach(spellings::remove);
        return spellings.isEmpty() ? text : text + " " + MARK + " " + String.join(" ", spellings);
    }

    static List<String> chunks(String folded) {
        return folded.isEmpty() ? List.of() : List.of(folded.split(" "));
    }

    private static List<String> spellings(String chunk) {
        List<String> pieces = pieces(chunk);
        List<String> spellings = new ArrayList<>(pieces);
        spellings.add(String.join("", pieces));
        spellings.remove("");
        return spellings;
    }

    /** What is between punctuation marks. */
    static List<String> pieces(String chunk) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        chunk.codePoints().forEach(character -> {
            if (!isPunctuation(character)) {
                piece.appendCodePoint(character);
            } else if (!piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        });
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    /** Letters that stand alone one after another, as one word. */
    private static List<String> initials(List<String> chunks) {
        List<String> words = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        int letters = 0;
        for (String chunk : chunks) {
            String word = String.join("", pieces(chunk));
            boolean alone = word.codePointCount(0, word.length()) == 1;
            if (!alone && letters > 1) {
                words.add(run.toString());
            }
            letters = alone ? letters + 1 : 0;
            run.setLength(alone ? run.length() : 0);
            run.append(alone ? word : "");
        }
        if (letters > 1) {
            words.add(run.toString());
        }
        return words;
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
