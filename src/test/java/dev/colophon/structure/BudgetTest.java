package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the limits that keep the code readable; they apply to the program, not to its tests. */
class BudgetTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;
    private static final int MAX_PARAMETERS = 5;
    private static final int MAX_LINE_COLUMNS = 120;
    private static final int MAX_FILES_IN_A_ROOM = 60;
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern LEFT_TO_DO = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

    private static List<Path> files = List.of();

    private record Method(String name, long lines, int parameters, boolean constructor) {}

    @BeforeAll
    static void read_the_tree() throws IOException {
        try (var tree = Files.walk(MAIN)) {
            files = tree.filter(path -> path.toString().endsWith(".java")).toList();
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void files_are_short() throws IOException {
        List<String> long_files = new ArrayList<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES) {
                long_files.add(file + ": " + lines + " lines, at most " + MAX_FILE_LINES);
            }
        }

        assertThat(long_files).isEmpty();
    }

    @Test
    void lines_fit_a_screen_and_nothing_is_left_to_do() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int index = 0; index < lines.size(); index++) {
                String line = lines.get(index);
                boolean wide = line.length() > MAX_LINE_COLUMNS && !line.startsWith("import ");
                if (wide || LEFT_TO_DO.matcher(line).find()) {
                    findings.add(file + ":" + (index + 1) + ": " + line.strip());
                }
            }
        }

        assertThat(findings).isEmpty();
    }

    @Test
    void methods_are_short_and_take_few_parameters() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Method method : methods()) {
            if (method.lines() > MAX_METHOD_LINES) {
                findings.add(method.name() + ": " + method.lines() + " lines");
            }
            if (method.parameters() > MAX_PARAMETERS && !method.constructor()) {
                findings.add(method.name() + ": " + method.parameters() + " parameters");
            }
        }

        assertThat(findings).isEmpty();
    }

    @Test
    void a_room_is_not_a_warehouse() throws IOException {
        List<String> large = new ArrayList<>();
        try (var folders = Files.list(MAIN.resolve("dev/colophon"))) {
            for (Path room : folders.toList()) {
                try (var content = Files.list(room)) {
                    long count = content.count();
                    if (count > MAX_FILES_IN_A_ROOM) {
                        large.add(room + ": " + count + " files");
                    }
                }
            }
        }

        assertThat(large).isEmpty();
    }

    private static List<Method> methods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Method> methods = new ArrayList<>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Collector(methods, unit, positions), null);
            }
        }
        return methods;
    }

    /** Who overrides a library's method did not choose its parameters. */
    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> annotation.toString().startsWith("@Override"));
    }

    private static final class Collector extends TreeScanner<Void, Void> {
        private final List<Method> methods;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Collector(List<Method> methods, CompilationUnitTree unit, SourcePositions positions) {
            this.methods = methods;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long start = positions.getStartPosition(unit, method);
            long end = positions.getEndPosition(unit, method);
            if (end >= 0) {
                long first = method.getBody() == null
                        ? lines.getLineNumber(start)
                        : lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
                long count = lines.getLineNumber(end) - first + 1;
                List<? extends VariableTree> parameters = method.getParameters();
                String file = unit.getSourceFile().getName();
                methods.add(new Method(
                        file + " " + method.getName(),
                        count,
                        isOverride(method) ? 0 : parameters.size(),
                        method.getName().contentEquals("<init>")));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
