package dev.colophon.web.page;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates sentences that other rooms make in English: they know no reader and no language, and the
 * API answers in English to everybody. The texts {@code sentences} have each of them as a pattern.
 */
final class Translations {
    private static final String ROOM = "sentences";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Texts target;
    private volatile @Nullable Known known;

    Translations(Texts target) {
        this.target = target;
    }

    String translated(String english) {
        Known all = known();
        String whole = all.whole.get(english);
        if (whole != null) {
            return whole;
        }
        for (WithPlaces sentence : all.withPlaces) {
            String found = sentence.translated(english);
            if (found != null) {
                return found;
            }
        }
        return english;
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
            // the most words first: "{0}" alone would take everything
            withPlaces.sort((one, two) -> Integer.compare(two.beginning.length(), one.beginning.length()));
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

        @Nullable
        String translated(String sentence) {
            if (!sentence.startsWith(beginning)) {
                return null;
            }
            Matcher matcher = english.matcher(sentence);
            if (!matcher.matches()) {
                return null;
            }
            Object[] words = new Object[10];
            for (int index = 0; index < places.size(); index++) {
                words[places.get(index)] = matcher.group(index + 1);
            }
            return new MessageFormat(translation, Locale.ROOT).format(words);
        }
    }
}
