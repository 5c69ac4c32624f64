package dev.colophon.transfer.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the cells of a file are parted, told by its first row.
 *
 * @param separator between cells
 * @param quote around a cell that holds a separator
 * @param skipLines 1 when the file begins with Excel's {@code sep=;}
 */
record CsvLayout(char separator, int skipLines, char quote) {
    static final char QUOTE = '"';

    /** In no text that a program writes, so that nothing is quoted. */
    private static final char NO_QUOTE = '\u0001';

    private static final int HEADER_CHARACTERS = 1 << 16;
    private static final Pattern SEPARATOR_TOLD = Pattern.compile(" *sep= *([,;\t])[ \t]*");

    static CsvLayout of(SourceText text) throws IOException {
        String line = firstLine(text);
        Matcher told = SEPARATOR_TOLD.matcher(line.toLowerCase(Locale.ROOT).replace("\"", ""));
        if (told.matches()) {
            return new CsvLayout(told.group(1).charAt(0), 1, QUOTE);
        }
        // a tab beside another separator aligns columns
        line = line.replaceAll("[ \\u00a0]", "").replaceAll("(?<!\t)\t*+([,;])\t*+", "$1");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            best = count(line, candidate) > count(line, best) ? candidate : best;
        }
        return new CsvLayout(best, 0, QUOTE);
    }

    /** The same without quoted cells. */
    CsvLayout unquoted() {
        return new CsvLayout(separator, skipLines, NO_QUOTE);
    }

    private static String firstLine(SourceText text) throws IOException {
        char[] start = new char[HEADER_CHARACTERS];
        int length;
        try (Reader reader = text.open()) {
            length = Math.max(0, reader.read(start));
        }
        return new String(start, 0, length)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private static int count(String line, char separator) {
        boolean quoted = false;
        int count = 0;
        for (int index = 0; index < line.length(); index++) {
            char character = line.charAt(index);
            quoted ^= character == '"';
            count += !quoted && character == separator ? 1 : 0;
        }
        return count;
    }
}
