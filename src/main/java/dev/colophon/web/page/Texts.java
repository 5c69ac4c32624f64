package dev.colophon.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What pages say, in one language. The words are in {@code src/main/resources/texts}, for each room a
 * file in each language; a key begins with the name of its room. A text is a pattern of {@link
 * MessageFormat}, but for apostrophes, which stand for themselves. A number among the arguments is
 * written with thousands' signs; years are handed in as text.
 */
public final class Texts {
    /** The languages that are complete; whoever reads another one gets the first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final List<Texts> ALL = LANGUAGES.stream().map(Texts::new).toList();

    private final Locale language;
    private final Map<String, Map<String, String>> rooms = new ConcurrentHashMap<>();
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
    private final Translations translations = new Translations(this);

    private Texts(Locale language) {
        this.language = language;
    }

    /** For a reader who has this locale. */
    public static Texts of(Locale locale) {
        for (Texts texts : ALL) {
            if (texts.language.getLanguage().equals(locale.getLanguage())) {
                return texts;
            }
        }
        return ALL.getFirst();
    }

    /** As BCP 47 tag, for the {@code lang} of a page. */
    public String language() {
        return language.getLanguage();
    }

    /**
     * The text of a key.
     *
     * @param arguments for the places {0}, {1} and so on; numbers, or text that is ready to be read
     */
    public String text(String key, Object... arguments) {
        String pattern = pattern(key);
        return arguments.length == 0 ? pattern : format(key, pattern, arguments);
    }

    /** A number that stands alone, as texts write those among them; years and ids are none. */
    public String number(Number number) {
        return NumberFormat.getInstance(language).format(number);
    }

    /** The text of a key, one part of which is [marked] as what a link or a strong word covers. */
    public Marked marked(String key, Object... arguments) {
        String pattern = pattern(key);
        int open = pattern.indexOf('[');
        int close = pattern.indexOf(']');
        return new Marked(
                format(key + " before", pattern.substring(0, open), arguments),
                format(key + " marked", pattern.substring(open + 1, close), arguments),
                format(key + " after", pattern.substring(close + 1), arguments));
    }

    /**
     * What a room before this one has said in English, such as the detail of a problem. A sentence that
     * is not among the texts stays as it is.
     */
    public String sentence(String english) {
        return language.equals(Locale.ENGLISH) ? english : translations.translated(english);
    }

    /** All texts of a room. */
    Map<String, String> ofRoom(String room) {
        var properties = new Properties();
        String file = "/texts/" + room + "_" + language() + ".properties";
        try (InputStream bytes = Texts.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new MissingResourceException("there is no " + file, Texts.class.getName(), room);
            }
            properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private String pattern(String key) {
        String room = key.substring(0, Math.max(key.indexOf('.'), 0));
        String pattern = rooms.computeIfAbsent(room, this::ofRoom).get(key);
        if (pattern == null) {
            throw new MissingResourceException("no text has this key", Texts.class.getName(), key);
        }
        return pattern;
    }

    private String format(String name, String pattern, Object... arguments) {
        MessageFormat format =
                formats.computeIfAbsent(name, ignored -> new MessageFormat(pattern.replace("'", "''"), language));
        // one that formats is not for two threads
        return ((MessageFormat) format.clone()).format(arguments);
    }
}
