package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ARCHITECTURE.md has the rooms of the code, names classes that exist, and keeps its reading short. */
class ArchitectureDocumentTest {
    private static final int MAX_LINES_TO_READ = 500;
    private static final Pattern ROOM = Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE);
    private static final Pattern READING =
            Pattern.compile("^\\| `(src/[^`]+|docs/[^`]+)` \\| (\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)(?:\\.\\w+)?`");

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/ARCHITECTURE.md"));
    }

    @Test
    void it_lists_the_rooms_in_their_order() throws IOException {
        List<String> rooms =
                ROOM.matcher(document()).results().map(match -> match.group(1)).toList();

        assertThat(rooms).containsExactlyElementsOf(ArchitectureTest.rooms().toList());
    }

    @Test
    void what_to_read_before_a_feature_is_at_most_500_lines() throws IOException {
        List<MatchResult> files = READING.matcher(document()).results().toList();
        int total = 0;
        for (MatchResult file : files) {
            int lines = Files.readAllLines(Path.of(file.group(1))).size();
            assertThat(Integer.parseInt(file.group(2))).as(file.group(1)).isEqualTo(lines);
            total += lines;
        }

        assertThat(files).hasSizeGreaterThan(4);
        assertThat(total).isLessThanOrEqualTo(MAX_LINES_TO_READ);
    }

    @Test
    void every_class_that_it_names_exists() throws IOException {
        assertThat(missing(Path.of("docs/ARCHITECTURE.md"))).isEmpty();
    }

    @Test
    void every_class_that_the_glossary_names_exists() throws IOException {
        assertThat(missing(Path.of("docs/GLOSSARY.md"))).isEmpty();
    }

    private static List<String> missing(Path document) throws IOException {
        List<String> sources;
        try (Stream<Path> tree = Files.walk(Path.of("src"))) {
            sources = tree.map(path -> path.getFileName().toString()).toList();
        }
        return CLASS.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.startsWith("Note") && !sources.contains(name + ".java"))
                .distinct()
                .toList();
    }
}
