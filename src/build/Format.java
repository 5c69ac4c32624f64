import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Formats every Java file below a folder, or says which ones are not formatted and fails. */
public class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        List<Path> files;
        try (var tree = Files.walk(Path.of(arguments[1]))) {
            files = tree.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        int unformatted = 0;
        for (Path file : files) {
            unformatted += format(file, write) ? 0 : 1;
        }
        if (unformatted > 0) {
            System.err.println(unformatted + " unformatted; run: ./mvnw process-sources -Dformat=write");
            System.exit(1);
        }
    }

    private static boolean format(Path file, boolean write) throws IOException {
        String before = Files.readString(file);
        String after;
        try {
            String ordered = ImportOrderer.reorderImports(before, Style.PALANTIR);
            after = FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (Exception failure) {
            System.err.println(file + ": cannot be parsed: " + failure.getMessage());
            return false;
        }
        if (after.equals(before)) {
            return true;
        }
        if (!write) {
            System.err.println(file + ": not formatted");
            return false;
        }
        Files.writeString(file, after);
        return true;
    }
}
