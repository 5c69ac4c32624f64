package dev.colophon.observe;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the metrics that a query names, without knowing more of the language than it must. */
final class PromQl {
    private static final Pattern STRINGS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTORS_AND_RANGES = Pattern.compile("\\{[^}]*}|\\[[^\\]]*]");
    private static final Pattern LABEL_LISTS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAMES = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*(?![\\w:]|\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    static Set<String> metrics(String query) {
        String bare = STRINGS.matcher(query).replaceAll("\"\"");
        bare = SELECTORS_AND_RANGES.matcher(bare).replaceAll(" ");
        bare = LABEL_LISTS.matcher(bare).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        NAMES.matcher(bare).results().forEach(match -> names.add(match.group()));
        names.removeAll(WORDS);
        return names;
    }
}
