package dev.colophon.settings.source;

import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env}: {@code NAME=value} lines, comments, an optional {@code export}, values in
 * single quotes as they are and in double quotes with {@code \n \r \t \" \\ \$}. Nothing is
 * expanded. A message names a line and never quotes it, for it may hold a secret.
 */
public final class DotEnv {
    private static final String FILE = ".env";

    private static final int LARGEST_BYTES = 1 << 20;
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern COMMENT_AFTER_VALUE = Pattern.compile("\\s+#.*$");

    private final Map<String, Given> values = new LinkedHashMap<>();
    private final List<SettingProblem> problems = new ArrayList<>();

    private DotEnv() {}

    /** No file, whatever there is. */
    public static DotEnv none() {
        return new DotEnv();
    }

    /** Reads the file in a folder; a missing one is empty. */
    public static DotEnv read(Path directory) {
        DotEnv file = new DotEnv();
        Path path = directory.resolve(FILE);
        if (Files.exists(path)) {
            file.readFile(path);
        }
        return file;
    }

    /** What it sets, in its order. */
    public Map<String, Given> values() {
        return values;
    }

    /** What is wrong with its lines. */
    public List<SettingProblem> problems() {
        return problems;
    }

    private void readFile(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST_BYTES) {
                report(0, "must be a file of 1 MiB at most", "remove or shorten it");
                return;
            }
            decode(Files.readAllBytes(path))
                    .ifPresentOrElse(this::readLines, () -> report(0, "is not UTF-8", "save it in that encoding"));
        } catch (IOException failure) {
            report(0, "cannot be read", "let this user read it, or remove it");
        }
    }

    private void readLines(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            readLine(++number, line.strip());
        }
    }

    /** UTF-8, a byte order mark at the start left out. */
    static Optional<String> decode(byte[] bytes) {
        return Utf8.decode(bytes).map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void readLine(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher parts = ASSIGNMENT.matcher(line);
        if (!parts.matches()) {
            report(number, "is not NAME=value", "write NAME=value, or begin a comment with #");
            return;
        }
        try {
            String source = FILE + " line " + number;
            Given value = new Given(value(parts.group(2).strip()), Origin.DOT_ENV, source);
            Given earlier = values.putIfAbsent(parts.group(1), value);
            if (earlier != null) {
                report(
                        number,
                        "sets " + parts.group(1) + " again after " + earlier.source(),
                        "remove one of the two lines");
            }
        } catch (RuleBroken broken) {
            report(number, broken.rule(), broken.remedy().orElse("mend the line"));
        }
    }

    private static String value(String text) throws RuleBroken {
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            checkRest(text, end);
            return text.substring(1, end);
        }
        if (text.startsWith("\"")) {
            return unescape(text);
        }
        return text.startsWith("#") ? "" : COMMENT_AFTER_VALUE.matcher(text).replaceFirst("");
    }

    private static String unescape(String text) throws RuleBroken {
        StringBuilder value = new StringBuilder();
        int index = 1;
        while (index < text.length() && text.charAt(index) != '"') {
            char character = text.charAt(index);
            if (character == '\\') {
                index++;
                character = escaped(index < text.length() ? text.charAt(index) : ' ');
            }
            value.append(character);
            index++;
        }
        checkRest(text, index < text.length() ? index : -1);
        return value.toString();
    }

    private static char escaped(char character) throws RuleBroken {
        return switch (character) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\', '$' -> character;
            default ->
                throw new RuleBroken(
                        "has a backslash in double quotes that means nothing",
                        "write \\\\ for a backslash, or use single quotes");
        };
    }

    private static void checkRest(String text, int endOfQuote) throws RuleBroken {
        if (endOfQuote < 0) {
            throw new RuleBroken("has a quote that does not end on its line", "end it on the same line");
        }
        String rest = text.substring(endOfQuote + 1);
        if (!rest.isEmpty() && !COMMENT_AFTER_VALUE.matcher(rest).matches()) {
            throw new RuleBroken("has text after its closing quote", "remove it, or begin it with \" #\"");
        }
    }

    private void report(int line, String rule, String remedy) {
        String subject = line == 0 ? FILE : FILE + " line " + line;
        problems.add(SettingProblem.of(subject, "", rule, remedy));
    }
}
