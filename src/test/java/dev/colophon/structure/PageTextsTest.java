package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.colophon.web.page.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Whatever a page says is a text in every language: no key is missing, none is idle, no word stands outside. */
class PageTextsTest {
    private static final Path TEXTS = Path.of("src/main/resources/texts");
    private static final Path TEMPLATES = Path.of("target/generated-sources/jte");

    private static final Pattern PLACE = Pattern.compile("\\{\\d[^{}]*}|\\{\\d,choice|\\[|]");
    private static final Pattern ASKED = Pattern.compile("\\b(?:text|marked)\\(");
    private static final Pattern STRING = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern READ_ATTRIBUTE =
            Pattern.compile("(?:aria-label|placeholder|title|alt|label|data-confirm|hx-confirm)=\"([^\"]*)\"");
    /** Begins as a sentence or a label does, or has words side by side. */
    private static final Pattern SAID = Pattern.compile("[A-ZÄÖÜ]\\p{L}+(?: .*)?|.*\\p{L}{2,}[,.:;]? \\p{L}{2,}.*");
    /** Names are the same in every language. */
    private static final Set<String> NAMES = Set.of("Colophon");

    @Test
    void every_language_has_the_same_texts() {
        for (String room : rooms()) {
            Set<String> english = texts(room, Locale.ENGLISH).keySet();
            assertThat(english).isNotEmpty().allMatch(key -> key.matches(room + "(\\.[a-z0-9_]+)+"));
            for (Locale language : Texts.LANGUAGES) {
                assertThat(texts(room, language).keySet())
                        .as(room + " " + language)
                        .isEqualTo(english);
            }
        }
    }

    @Test
    void a_translation_has_the_places_of_the_original_and_can_be_formatted() {
        for (String room : rooms()) {
            Map<String, String> english = texts(room, Locale.ENGLISH);
            for (Locale language : Texts.LANGUAGES) {
                texts(room, language).forEach((key, text) -> {
                    assertThat(text).as(key).isNotBlank();
                    assertThat(places(text)).as(key + " " + language).isEqualTo(places(english.get(key)));
                    assertThat(new MessageFormat(text.replace("'", "''"), language).format(new Object[10]))
                            .isNotNull();
                    if (text.contains("choice")) {
                        assertThat(text)
                                .as("an apostrophe inside a choice is lost")
                                .doesNotContain("'");
                    }
                });
            }
        }
    }

    @Test
    void every_key_that_is_asked_for_is_a_text() {
        Set<String> known = known();

        assertThat(asked())
                .isNotEmpty()
                .allMatch(asked -> known.contains(asked)
                        || (asked.endsWith(".") || asked.endsWith("_"))
                                && known.stream().anyMatch(key -> key.startsWith(asked)));
    }

    @Test
    void every_text_is_said_somewhere() {
        Set<String> asked = asked();

        assertThat(known())
                .allMatch(key -> key.startsWith("sentences.")
                        || asked.contains(key)
                        || asked.stream()
                                .anyMatch(one -> (one.endsWith(".") || one.endsWith("_")) && key.startsWith(one)));
    }

    @Test
    void no_template_has_words_of_its_own() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files(TEMPLATES, ".java")) {
            List<String> words = wordsOf(file);
            if (!words.isEmpty()) {
                found.put(file.getFileName().toString(), words);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void no_class_of_a_page_has_sentences_of_its_own() throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : Program.files()) {
            String source = Files.readString(file);
            boolean page = source.contains("import dev.colophon.web.page.")
                    && !Program.packageOf(file).startsWith("web");
            if (page) {
                var literals = new Literals();
                literals.read(file);
                List<String> said = literals.others.stream()
                        .filter(text -> SAID.matcher(text).matches())
                        .toList();
                if (!said.isEmpty()) {
                    found.put(file.getFileName().toString(), said);
                }
            }
        }

        assertThat(found).isEmpty();
    }

    /** Words between the tags and in attributes that are read out, and arguments that look like words. */
    private static List<String> wordsOf(Path file) throws IOException {
        var literals = new Literals();
        literals.read(file);
        String html = String.join("", literals.html)
                .replaceAll("(?s)<!--.*?-->|<(script|style)\\b.*?</\\1>", "")
                .replaceAll("<meta [^>]*>", "");
        String attributes = READ_ATTRIBUTE
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining(" "));
        String shown = html.replaceAll("(?s)<[^<>]*>", " ").replaceAll("&\\w+;", "");
        Stream<String> words = WORD.matcher(attributes + " " + shown).results().map(MatchResult::group);
        Stream<String> arguments =
                literals.others.stream().filter(text -> SAID.matcher(text).matches());
        return Stream.concat(words, arguments)
                .filter(word -> !NAMES.contains(word))
                .toList();
    }

    /** The string literals of a source file. */
    private static final class Literals extends TreeScanner<Void, Void> {
        private static final Pattern FOR_OTHERS = Pattern.compile(
                "(?:.*\\.)?(?:Problem\\.\\w+|refuse|log|refused|wrong)|.*(?:Exception|Failure|FieldError)");

        /** What a template writes as it stands. */
        final List<String> html = new ArrayList<>();

        final List<String> others = new ArrayList<>();

        void read(Path file) throws IOException {
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                var sources = manager.getJavaFileObjectsFromPaths(List.of(file));
                var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
                scan(task.parse(), null);
            }
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            String name = call.getMethodSelect().toString();
            if (name.endsWith("jteOutput.writeContent") && call.getArguments().getFirst() instanceof LiteralTree text) {
                html.add(String.valueOf(text.getValue()));
                return null;
            }
            return FOR_OTHERS.matcher(name).matches() ? null : super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void none) {
            return FOR_OTHERS.matcher(made.getIdentifier().toString()).matches()
                    ? null
                    : super.visitNewClass(made, none);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void none) {
            if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
                others.add((String) literal.getValue());
            }
            return null;
        }
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(place -> place.replaceAll(",choice.*", ",choice"))
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> known() {
        Set<String> keys = new TreeSet<>();
        rooms().forEach(room -> keys.addAll(texts(room, Locale.ENGLISH).keySet()));
        return keys;
    }

    /** All keys, and beginnings of keys, in the first argument of calls that ask for a text. */
    private static Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        Stream.concat(
                        files(Path.of("src/main/jte"), ".jte").stream(),
                        Program.files().stream().filter(file -> !file.endsWith("Texts.java")))
                .forEach(file -> {
                    String source = read(file);
                    ASKED.matcher(source)
                            .results()
                            .forEach(call -> STRING.matcher(firstArgument(source, call.end()))
                                    .results()
                                    .map(literal -> literal.group(1))
                                    .filter(key -> rooms().contains(key.split("\\.", 2)[0]) && key.contains("."))
                                    .forEach(asked::add));
                });
        return asked;
    }

    private static String firstArgument(String source, int start) {
        int depth = 0;
        for (int index = start; index < source.length(); index++) {
            char character = source.charAt(index);
            if (character == '(') {
                depth++;
            } else if (character == ')' && depth-- == 0 || character == ',' && depth == 0) {
                return source.substring(start, index);
            }
        }
        return "";
    }

    private static Set<String> rooms() {
        return files(TEXTS, ".properties").stream()
                .map(file -> file.getFileName().toString().replaceFirst("_.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> texts(String room, Locale language) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(TEXTS.resolve(room + "_" + language.getLanguage() + ".properties"))) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    private static List<Path> files(Path folder, String ending) {
        try (var tree = Files.walk(folder)) {
            return tree.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
