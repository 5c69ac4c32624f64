package dev.colophon.catalogue.doubt;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.text.TextKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether two descriptions can be of one book: a title or a person in common is enough, for titles are translated. */
final class Agreement {
    /** Behind it stands a subtitle, a series or what kind of edition it is. */
    private static final Pattern ADDITION = Pattern.compile("\\s*[:(\\[].*|\\s+[-–—/]\\s.*", Pattern.DOTALL);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int INITIAL_LETTERS = 2;
    private static final int ARTICLE_LETTERS = 3;

    private Agreement() {}

    static boolean of(BookDraft stored, BookDraft given) {
        return stored.hasUnknownTitle()
                || given.hasUnknownTitle()
                || titles(stored.title(), given.title())
                || haveCommon(people(stored), people(given));
    }

    /** One is the beginning of the other, or they have most of the shorter one's words in common. */
    private static boolean titles(String one, String other) {
        String first = TextKey.of(withoutAddition(one));
        String second = TextKey.of(withoutAddition(other));
        if ((first + ' ').startsWith(second + ' ') || (second + ' ').startsWith(first + ' ')) {
            return true;
        }
        Set<String> words = words(List.of(first), ARTICLE_LETTERS);
        Set<String> others = words(List.of(second), ARTICLE_LETTERS);
        int shorter = Math.min(words.size(), others.size());
        words.retainAll(others);
        return 2 * words.size() > shorter;
    }

    private static String withoutAddition(String title) {
        String plain = ADDITION.matcher(title).replaceFirst("");
        return plain.isBlank() ? title : plain;
    }

    /** What people are called, without initials: names are turned and shortened in many ways. */
    private static Set<String> people(BookDraft book) {
        return words(
                book.contributors().stream()
                        .map(Contributor::name)
                        .map(TextKey::of)
                        .toList(),
                INITIAL_LETTERS);
    }

    private static Set<String> words(Collection<String> keys, int longerThan) {
        return keys.stream()
                .flatMap(key -> Arrays.stream(BETWEEN_WORDS.split(key)))
                .filter(word -> word.length() > longerThan)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean haveCommon(Collection<String> some, Collection<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
