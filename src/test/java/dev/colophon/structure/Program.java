package dev.colophon.structure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.colophon.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** The program as the structure tests look at it: its classes, its files, and which file uses which. */
final class Program {
    static final String ROOT = "dev.colophon.";

    private static final URL COMPILED =
            Main.class.getProtectionDomain().getCodeSource().getLocation();
    static final JavaClasses CLASSES = new ClassFileImporter().importUrl(COMPILED);

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern USE =
            Pattern.compile("^ +(dev[.]colophon[.][\\w.]+)\\S* +-> +(dev[.]colophon[.][\\w.]+)");

    private Program() {}

    /** Every source file. */
    static List<Path> files() {
        try (var tree = Files.walk(SOURCES)) {
            return tree.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file's package without the root, "transfer.file". */
    static String packageOf(Path file) {
        return SOURCES.resolve("dev/colophon")
                .relativize(file.getParent())
                .toString()
                .replace('/', '.');
    }

    static String roomOf(String packageName) {
        return packageName.split("[.]")[0];
    }

    /**
     * Which file uses which others. By jdeps, which unlike ArchUnit sees the home of a constant that
     * the compiler has put in place.
     */
    static Map<String, Set<String>> uses() {
        var lines = new StringWriter();
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(lines),
                        new PrintWriter(System.err, true),
                        "-verbose",
                        "-filter:none",
                        "--ignore-missing-deps",
                        COMPILED.getPath());
        if (code != 0) {
            throw new IllegalStateException("jdeps ended with " + code);
        }
        return uses(lines.toString().lines().toList());
    }

    /** The same of the lines of jdeps; what is nested belongs to its file. */
    static Map<String, Set<String>> uses(List<String> lines) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (String line : lines) {
            Matcher use = USE.matcher(line);
            if (use.find() && !use.group(1).equals(use.group(2))) {
                uses.computeIfAbsent(use.group(1), file -> new TreeSet<>()).add(use.group(2));
            }
        }
        return uses;
    }
}
