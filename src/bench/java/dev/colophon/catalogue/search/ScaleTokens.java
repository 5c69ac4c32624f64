package dev.colophon.catalogue.search;

/** Lets the data of a bench have the tokens that the program would give it. */
public final class ScaleTokens {
    private ScaleTokens() {}

    /**
     * @param line of a book, as it is stored
     */
    public static String of(String line) {
        return SearchTokens.of(line);
    }
}
