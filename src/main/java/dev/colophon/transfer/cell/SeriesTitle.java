package dev.colophon.transfer.cell;

import dev.colophon.catalogue.BookDraft.SeriesPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A title as Goodreads prints it, taken apart: {@code The Wyrd Sisters (Discworld, #6; Witches
 * #2)}. Brackets without a number belong to the title.
 */
public record SeriesTitle(String title, List<SeriesPosition> series) {
    private static final Pattern NUMBERED = Pattern.compile("(.+?)[,:]?\\s*#\\s*(\\S.{0,30})");

    /** Takes a title apart; one without numbered brackets stays whole. */
    public static SeriesTitle of(String text) {
        int open = openingBracket(text);
        if (open <= 0) {
            return new SeriesTitle(text, List.of());
        }
        String inside = text.substring(open + 1, text.length() - 1);
        String title = text.substring(0, open).strip();
        if (title.isEmpty() || inside.indexOf('#') < 0) {
            return new SeriesTitle(text, List.of());
        }
        List<SeriesPosition> series = new ArrayList<>();
        for (String part : inside.split(";")) {
            String stripped = part.strip();
            Matcher matcher = NUMBERED.matcher(stripped);
            if (matcher.matches()) {
                series.add(new SeriesPosition(matcher.group(1).strip(), position(matcher)));
            } else if (stripped.indexOf('#') < 0 && !stripped.isEmpty()) {
                series.add(new SeriesPosition(stripped, null));
            } else {
                return new SeriesTitle(text, List.of());
            }
        }
        return new SeriesTitle(title, List.copyOf(series));
    }

    private static String position(Matcher matcher) {
        return matcher.group(2).strip().replaceAll("\\s*[-–—]\\s*", "-");
    }

    /** Where the bracket begins that ends with the title's last character, or -1. */
    private static int openingBracket(String text) {
        if (!text.endsWith(")")) {
            return -1;
        }
        int depth = 0;
        for (int index = text.length() - 1; index >= 0; index--) {
            depth += text.charAt(index) == ')' ? 1 : text.charAt(index) == '(' ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return -1;
    }
}
