package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds the limits that keep the code readable; they apply to the program, not to its tests. */
class BudgetTest {
    private static final int MEDIAN_FILE_LINES = 60;
    private static final int MOST_FILE_LINES_OF_NINE_IN_TEN = 180;
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;
    private static final int MAX_PARAMETERS = 5;
    private static final int MAX_LINE_COLUMNS = 120;
    private static final int MAX_POM_LINES = 500;
    private static final Pattern LEFT_TO_DO = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");

    private record Method(String name, long lines, int parameters) {}

    @Test
    void files_are_short() {
        List<String> long_files = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (Path file : Program.files()) {
            int lines = Program.lines(file).size();
            sizes.add(lines);
            if (lines > MAX_FILE_LINES) {
                long_files.add(file + ": " + lines + " lines, at most " + MAX_FILE_LINES);
            }
        }

        assertThat(sizes).isNotEmpty();
        assertThat(long_files).isEmpty();
        assertThat(tooLong(sizes)).isEmpty();
    }

    @Test
    void the_build_is_described_in_a_short_file() {
        assertThat(Program.lines(Path.of("pom.xml"))).hasSizeLessThanOrEqualTo(MAX_POM_LINES);
    }

    @Test
    void lines_fit_a_screen_and_nothing_is_left_to_do() {
        assertThat(linesThat(line -> line.length() > MAX_LINE_COLUMNS && !line.startsWith("import ")))
                .isEmpty();
        assertThat(linesThat(line -> LEFT_TO_DO.matcher(line).find())).isEmpty();
    }

    @Test
    void methods_and_constructors_are_short_and_take_few_parameters() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            assertThat(tooMuch(methods(manager.getJavaFileObjectsFromPaths(Program.files()))))
                    .isEmpty();
        }
    }

    @Test
    void long_files_are_found_by_their_middle_and_by_the_longest_tenth() {
        assertThat(tooLong(List.of(60, 60, 61, 10, 180, 180, 20, 20, 20, 400))).isEmpty();
        assertThat(tooLong(List.of(61, 61, 61, 1, 2, 61, 61, 61, 61, 61))).containsExactly("median 61, at most 60");
        assertThat(tooLong(List.of(1, 1, 1, 1, 1, 1, 1, 1, 181, 181)))
                .containsExactly("9 in 10 up to 181, at most 180");
    }

    @Test
    void many_parameters_and_many_lines_are_found_but_not_those_of_a_record_or_an_override() throws IOException {
        String six = "int a, int b, int c, int d, int e, int f";
        String source = "record Wide(" + six + ") { static int X; Wide { a = 1; } }\n"
                + "record Written(" + six + ") { Written(" + six + ") { this.a = a; } }\n"
                + "record Odd(int a) { Odd(" + six + ") { this(a); } }\n"
                + "class Some { Some(" + six + ") {} void some(" + six + ") {} @Override void other(" + six + ") {}\n"
                + "void tall() {" + "\n".repeat(MAX_METHOD_LINES) + "} }\n";

        assertThat(tooMuch(methods(List.of(new Source(source)))))
                .containsExactly(
                        "/Source.java Odd: 6 parameters",
                        "/Source.java Some: 6 parameters",
                        "/Source.java some: 6 parameters",
                        "/Source.java tall: 41 lines");
    }

    private static List<String> tooLong(List<Integer> sizes) {
        List<Integer> sorted = sizes.stream().sorted().toList();
        int median = sorted.get((sorted.size() - 1) / 2);
        int nineInTen = sorted.get((sorted.size() * 9 - 1) / 10);
        List<String> findings = new ArrayList<>();
        if (median > MEDIAN_FILE_LINES) {
            findings.add("median " + median + ", at most " + MEDIAN_FILE_LINES);
        }
        if (nineInTen > MOST_FILE_LINES_OF_NINE_IN_TEN) {
            findings.add("9 in 10 up to " + nineInTen + ", at most " + MOST_FILE_LINES_OF_NINE_IN_TEN);
        }
        return findings;
    }

    private static List<String> linesThat(Predicate<String> isWrong) {
        List<String> findings = new ArrayList<>();
        for (Path file : Program.files()) {
            List<String> lines = Program.lines(file);
            for (int index = 0; index < lines.size(); index++) {
                if (isWrong.test(lines.get(index))) {
                    findings.add(
                            file + ":" + (index + 1) + ": " + lines.get(index).strip());
                }
            }
        }
        return findings;
    }

    private static List<String> tooMuch(List<Method> methods) {
        List<String> findings = new ArrayList<>();
        for (Method method : methods) {
            if (method.lines() > MAX_METHOD_LINES) {
                findings.add(method.name() + ": " + method.lines() + " lines");
            }
            if (method.parameters() > MAX_PARAMETERS) {
                findings.add(method.name() + ": " + method.parameters() + " parameters");
            }
        }
        return findings;
    }

    private static List<Method> methods(Iterable<? extends JavaFileObject> files) throws IOException {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Method> methods = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            unit.accept(new Collector(methods, unit, positions), null);
        }
        return methods;
    }

    private static final class Collector extends TreeScanner<Void, Void> {
        private final List<Method> methods;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Deque<ClassTree> types = new ArrayDeque<>();

        Collector(List<Method> methods, CompilationUnitTree unit, SourcePositions positions) {
            this.methods = methods;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            types.push(type);
            super.visitClass(type, nothing);
            types.pop();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (positions.getEndPosition(unit, method) >= 0) {
                boolean constructor = method.getName().contentEquals("<init>");
                var name = constructor ? types.element().getSimpleName() : method.getName();
                boolean free = isOverride(method) || (constructor && isOfComponents(method));
                methods.add(new Method(
                        unit.getSourceFile().getName() + " " + name,
                        lines(method),
                        free ? 0 : method.getParameters().size()));
            }
            return super.visitMethod(method, nothing);
        }

        private long lines(MethodTree method) {
            LineMap lines = unit.getLineMap();
            Tree from = method.getBody() == null ? method : method.getBody();
            return lines.getLineNumber(positions.getEndPosition(unit, method))
                    - lines.getLineNumber(positions.getStartPosition(unit, from))
                    + 1;
        }

        /** Who overrides a library's method did not choose its parameters. */
        private static boolean isOverride(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.toString().startsWith("@Override"));
        }

        /** A record's components are no parameters, nor are those of the constructor that sets each of them. */
        private boolean isOfComponents(MethodTree constructor) {
            ClassTree type = types.element();
            if (type.getKind() != Tree.Kind.RECORD) {
                return false;
            }
            List<String> components = type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> String.valueOf(field.getType()))
                    .toList();
            List<String> parameters = constructor.getParameters().stream()
                    .map(parameter -> String.valueOf(parameter.getType()))
                    .toList();
            return parameters.equals(components);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
