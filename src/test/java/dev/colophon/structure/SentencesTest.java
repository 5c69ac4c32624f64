package dev.colophon.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.colophon.web.page.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What rooms say in English, which a page may show, is among the texts, and so in every language. */
class SentencesTest {
    private static final Texts GERMAN = Texts.of(Locale.GERMAN);
    private static final Pattern SCHEDULED = Pattern.compile("schedule\\.every\\([^\"]*\"([^\"]+)\"");
    /** They speak to operators, in English. */
    private static final Set<String> FOR_OPERATORS = Set.of(
            "settings", "logging", "observe", "migration", "storage", "assets", "monitoring", "backup", "boot", "cli");

    @Test
    void every_sentence_of_a_room_has_a_translation() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String sentence : sentences()) {
            if (GERMAN.sentence(sentence).equals(sentence)) {
                missing.add(sentence);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void every_scheduled_task_is_called_something_in_every_language() {
        List<String> names = Program.files().stream()
                .filter(file -> Program.packageOf(file).equals("boot"))
                .flatMap(file -> SCHEDULED
                        .matcher(String.join("\n", Program.lines(file)))
                        .results())
                .map(call -> call.group(1))
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(7)
                .noneMatch(name -> GERMAN.sentence(name).equals(name));
    }

    private static Set<String> sentences() throws IOException {
        var found = new Sentences();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = Program.files().stream()
                .filter(file -> !file.toString().endsWith("Metrics.java"))
                .filter(file -> !FOR_OPERATORS.contains(Program.roomOf(Program.packageOf(file))))
                .toList();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            for (CompilationUnitTree unit : task.parse()) {
                found.room = Program.roomOf(
                        Program.packageOf(Path.of(unit.getSourceFile().getName())));
                found.scan(unit, null);
            }
        }
        assertThat(found.sentences).hasSizeGreaterThan(200);
        return found.sentences;
    }

    private static final class Sentences extends TreeScanner<Void, Void> {
        private static final Pattern FOR_OTHERS = Pattern.compile(
                "(?:.*[.])?(?:log|addKeyValue|description|counter|gauge|timer)|.*(?:Exception|StartFailure|Error)");
        private static final Pattern FOR_SQL = Pattern.compile("(?s)(?:SELECT|WITH|INSERT|UPDATE|DELETE) .*");
        private static final Pattern SENTENCE = Pattern.compile("(?s)(?!(?:Abc\\W*)+$)[A-Z].*\\p{L}{2,}.*[.]");
        /** What an import remarks of a cell; the name of its column goes before. */
        private static final Pattern REMARK = Pattern.compile("(?:is|was|has|had|holds|begins|names|and) .*");

        private static final Pattern PLACE = Pattern.compile("%(?:1[$])?[sd]");

        final Set<String> sentences = new TreeSet<>();
        String room = "";

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            return FOR_OTHERS.matcher(call.getMethodSelect().toString()).matches()
                    ? scan(call.getMethodSelect(), none)
                    : super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void none) {
            return null;
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void none) {
            return FOR_OTHERS.matcher(made.getIdentifier().toString()).matches()
                            && !made.getIdentifier().toString().equals("FieldError")
                    ? null
                    : super.visitNewClass(made, none);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void none) {
            say(literal);
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree sum, Void none) {
            say(sum);
            return null;
        }

        private void say(ExpressionTree expression) {
            for (String text : texts(expression)) {
                String sentence = PLACE.matcher(text).replaceAll("Abc");
                if (SENTENCE.matcher(sentence).matches()
                        && !FOR_SQL.matcher(sentence).matches()) {
                    sentences.add(sentence);
                } else if (room.equals("transfer") && REMARK.matcher(sentence).matches()) {
                    sentences.add("Abc " + sentence + ".");
                }
            }
        }

        private static List<String> texts(ExpressionTree expression) {
            return switch (expression) {
                case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
                case ParenthesizedTree inner -> texts(inner.getExpression());
                case ConditionalExpressionTree either -> {
                    List<String> both = new ArrayList<>(texts(either.getTrueExpression()));
                    both.addAll(texts(either.getFalseExpression()));
                    yield both;
                }
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS -> {
                    List<String> all = new ArrayList<>();
                    for (String left : texts(sum.getLeftOperand())) {
                        for (String right : texts(sum.getRightOperand())) {
                            all.add(left + right);
                        }
                    }
                    yield all;
                }
                default -> List.of("%s");
            };
        }
    }
}
