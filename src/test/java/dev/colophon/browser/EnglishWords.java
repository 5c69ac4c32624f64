package dev.colophon.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the texts say in English and not in German too, where it is two words or more. */
final class EnglishWords {
    private static final Path TEXTS = Path.of("src/main/resources/texts");
    /** A place, with the places that are in it. */
    private static final Pattern PLACE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}");

    private static final Pattern TWO_WORDS = Pattern.compile(".*\\p{L}{2,}[^\\p{L}]+\\p{L}{2,}.*");

    /** All that a page says, shown or folded away, to the eye or to the ear. */
    private static final String SAID = """
            const spoken = ['aria-label', 'placeholder', 'title', 'alt', 'data-copied'];
            const own = one => spoken.map(name => one.getAttribute(name)).filter(Boolean);
            return [document.title, document.body.textContent, ...[...document.querySelectorAll('*')].flatMap(own)]
                .join(' | ').replace(/\\s+/g, ' ');
            """;

    private final List<String> pieces;

    EnglishWords() throws IOException {
        String german = read(Locale.GERMAN);
        pieces = Stream.of(read(Locale.ENGLISH).split("\n"))
                .flatMap(text -> PLACE.splitAsStream(text))
                .map(String::strip)
                .filter(piece -> TWO_WORDS.matcher(piece).matches() && !german.contains(piece))
                .distinct()
                .toList();
    }

    /** Those that the browser's page says. */
    List<String> on(Browser browser) {
        String said = (String) browser.run(SAID);
        return pieces.stream().filter(piece -> says(said, piece)).toList();
    }

    private static boolean says(String said, String piece) {
        return said.contains(piece)
                && Pattern.compile("(?<!\\p{L})" + Pattern.quote(piece) + "(?!\\p{L})")
                        .matcher(said)
                        .find();
    }

    private static String read(Locale language) throws IOException {
        String end = "_" + language.getLanguage() + ".properties";
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .flatMap(EnglishWords::texts)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Stream<String> texts(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.values().stream().map(text -> ((String) text).replaceAll("[\\[\\]]", ""));
    }
}
