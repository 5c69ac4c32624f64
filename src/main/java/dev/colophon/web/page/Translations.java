package dev.colophon.web.page;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates sentences that other rooms make in English: they know no reader and no language, and the
 * API answers in English to everybody. The texts {@code sentences} have each of them as a pattern.
 */
final class Translations {
    private static final String ROOM = "sentences";
    private static final int MOST_PLACES = 10;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.:]) (?=\\p{Lu})");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Texts target;
    private volatile @Nullable Known known;

    Translations(Texts target) {
        this.target = target;
    }

    /** The sentence, or several with a space between them; what is not known stays as it is. */
    String translated(String english) {
        String whole = one(english);
        if (whole != null) {
            return whole;
        }
        return SENTENCE_END
                .splitAsStream(english)
                .map(sentence -> Objects.requireNonNullElse(one(sentence), sentence))
                .collect(Collectors.joining(" "));
    }

    private @Nullable String one(String sentence) {
        Known all = known();
        String whole = all.whole.get(sentence);
        if (whole != null) {
            return whole;
        }
        return all.withPlaces.stream()
                .filter(one -> sentence.startsWith(one.beginning))
                .map(one -> one.translated(sentence, this))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Known known() {
        Known found = known;
        if (found == null) {
            found = Known.of(Texts.of(Locale.ENGLISH).ofRoom(ROOM), target.ofRoom(ROOM));
            known = found;
        }
        return found;
    }

    private record Known(Map<String, String> whole, List<WithPlaces> withPlaces) {
        static Known of(Map<String, String> english, Map<String, String> other) {
            Map<String, String> whole = new HashMap<>();
            List<WithPlaces> withPlaces = new ArrayList<>();
            english.forEach((key, sentence) -> {
                String translation = other.getOrDefault(key, sentence);
                if (PLACE.matcher(sentence).find()) {
                    withPlaces.add(WithPlaces.of(sentence, translation));
                } else {
                    whole.put(sentence, translation);
                }
            });
            // the most words first, for a place takes any
            withPlaces.sort(Comparator.comparingInt(WithPlaces::length).reversed());
            return new Known(whole, withPlaces);
        }
    }

    /**
     * A sentence with names or numbers in it.
     *
     * @param beginning the words before the first of them: most sentences differ in these
     */
    private record WithPlaces(String beginning, Pattern english, List<Integer> places, String translation) {
        static WithPlaces of(String sentence, String translation) {
            var regex = new StringBuilder();
            List<Integer> places = new ArrayList<>();
            Matcher place = PLACE.matcher(sentence);
            int end = 0;
            while (place.find()) {
                regex.append(Pattern.quote(sentence.substring(end, place.start())))
                        .append("(.*?)");
                places.add(Integer.parseInt(place.group(1)));
                end = place.end();
            }
            regex.append(Pattern.quote(sentence.substring(end)));
            return new WithPlaces(
                    sentence.substring(0, sentence.indexOf('{')),
                    Pattern.compile(regex.toString(), Pattern.DOTALL),
                    places,
                    translation.replace("'", "''"));
        }

        private int length() {
            return english.pattern().length();
        }

        /** Null when it is another sentence; a sentence in a place is translated, too. */
        @Nullable
        String translated(String sentence, Translations all) {
            Matcher matcher = english.matcher(sentence);
            if (!matcher.matches()) {
                return null;
            }
            Object[] words = new Object[MOST_PLACES];
            for (int index = 0; index < places.size(); index++) {
                words[places.get(index)] = all.translated(matcher.group(index + 1));
            }
            return new MessageFormat(translation, Locale.ROOT).format(words);
        }
    }
}
