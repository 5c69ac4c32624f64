package dev.colophon.bench;

import java.util.StringJoiner;

/**
 * Words, titles and names that are the same in every run. Few words are in many titles and many in few, as in a real
 * catalogue: the commonest is in one title of four, half of them are in one of fifty thousand.
 */
final class ScaleText {
    private static final String[] CONSONANTS = "b c d f g h k l m n p r s t v z".split(" ");
    private static final String[] VOWELS = "a e i o u".split(" ");
    private static final int SYLLABLES = CONSONANTS.length * VOWELS.length;
    private static final int WORDS = SYLLABLES * SYLLABLES * SYLLABLES;

    /** Has no divisor in common with the number of words, so that neighbours begin differently. */
    private static final long STEP = 48_271;

    /** Words of titles come from the first of them, surnames from those behind. */
    private static final int OF_TITLES = 30_000;

    private static final int SURNAMES = 50_000;
    private static final int SHORT = 30;

    private ScaleText() {}

    /** A number that looks random, of two; the finalizer of SplitMix64. */
    static long mix(long kind, long number) {
        long mixed = kind * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 to below the limit. */
    static int pick(long kind, long number, int limit) {
        return (int) Long.remainderUnsigned(mix(kind, number), limit);
    }

    /** From 0 to below 1. */
    static double unit(long kind, long number) {
        return (mix(kind, number) >>> 11) * 0x1p-53;
    }

    static String word(int rank) {
        if (rank < SHORT) {
            return syllable(rank * 7);
        }
        int number = (int) (rank * STEP % WORDS);
        return syllable(number / SYLLABLES / SYLLABLES)
                + syllable(number / SYLLABLES % SYLLABLES)
                + syllable(number % SYLLABLES);
    }

    private static String syllable(int number) {
        return CONSONANTS[number / VOWELS.length % CONSONANTS.length] + VOWELS[number % VOWELS.length];
    }

    static String title(long book) {
        int words = 2 + pick('w', book, 4);
        StringJoiner title = new StringJoiner(" ");
        for (int index = 0; index < words; index++) {
            double unit = unit('t', book * 8 + index);
            title.add(capital(word((int) (OF_TITLES * unit * unit * unit * unit))));
        }
        return title.toString();
    }

    /** Each author has another name; some fifty share a surname where there are three hundred thousand. */
    static String author(int author) {
        int shared = author / SURNAMES;
        String first = word(100 + shared * 50 + author % 50);
        return capital(first) + " " + capital(word(OF_TITLES + author % SURNAMES));
    }

    static String series(int series) {
        return "The " + capital(word(100_000 + series)) + " Chronicles";
    }

    /** Some hundred and twenty characters. */
    static String sentence(long kind, long number) {
        StringJoiner sentence = new StringJoiner(" ", "I think that ", ".");
        for (int index = 0; index < 18; index++) {
            double unit = unit(kind, number * 32 + index);
            sentence.add(word((int) (OF_TITLES * unit * unit)));
        }
        return sentence.toString();
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
