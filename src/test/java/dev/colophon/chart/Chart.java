package dev.colophon.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The chart with some values, to be rendered by Helm's own engine.
 *
 * <pre>{@code
 * Rendered rendered = Chart.with("production").and("migrations: {mode: hook}").render();
 * assertThat(rendered.one("Job").at("/metadata/name").asText()).isEqualTo("colophon-migrate");
 * }</pre>
 *
 * <p>The engine keeps hooks and tests to itself. So a copy of the chart is rendered in which their
 * annotation has another name, which is turned back in the outcome.
 *
 * @param folder the copy
 * @param values YAML documents; a later one wins
 */
public record Chart(Path folder, List<String> values) {
    /** Where the chart is, seen from the project's folder. */
    public static final Path FOLDER = Path.of("helm/colophon");

    private static final String KUBERNETES = "1.33.0";
    private static final String RELEASE = "colophon";
    private static final String NAMESPACE = "books";
    private static final String HOOK = "helm.sh/hook";
    private static final String SHOWN_HOOK = "shown.helm.sh/hook";
    private static final Map<Chart, Rendered> RENDERED = new ConcurrentHashMap<>();
    private static final Path COPY = copy(text -> text.replace(HOOK, SHOWN_HOOK));

    /** The chart with its file {@code values-NAME.yaml}. */
    public static Chart with(String name) {
        return of(FOLDER.resolve("values-" + name + ".yaml"));
    }

    /** The chart with this file of values. */
    static Chart of(Path file) {
        return new Chart(COPY, List.of(read(file)));
    }

    /** The names of all files {@code values-NAME.yaml}. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("values-.+\\.yaml"))
                    .map(name -> name.substring("values-".length(), name.lastIndexOf('.')))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same with these values over the ones so far. */
    public Chart and(String yaml) {
        List<String> more = new ArrayList<>(values);
        more.add(yaml);
        return new Chart(folder, List.copyOf(more));
    }

    /** The same values on a copy of the chart whose templates are changed. */
    Chart changed(UnaryOperator<String> change) {
        return new Chart(copy(text -> change.apply(text).replace(HOOK, SHOWN_HOOK)), values);
    }

    /** What an installation would send to the cluster. */
    public Rendered render() {
        return RENDERED.computeIfAbsent(this, it -> Rendered.of(it.text()));
    }

    /** The same as text. */
    String text() {
        return text(KUBERNETES);
    }

    private String text(String kubernetes) {
        return apply(files -> {
            TemplateCommand command = new Helm(folder)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(kubernetes);
            files.forEach(command::withValuesFile);
            return command.call().replace(SHOWN_HOOK, HOOK);
        });
    }

    /** What Helm tells after an installation. */
    String notes() {
        return apply(files -> {
            var command = new Helm(folder)
                    .install()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .clientOnly()
                    .dryRun();
            files.forEach(command::withValuesFile);
            String output = command.call().getOutput();
            return output.substring(output.indexOf("NOTES:"));
        });
    }

    /** Why Helm refuses these values; empty when it does not. */
    String refusal() {
        return refusal(KUBERNETES);
    }

    /** The same for a cluster of another version. */
    String refusal(String kubernetes) {
        try {
            text(kubernetes);
            return "";
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private <T> T apply(Function<List<Path>, T> command) {
        List<Path> files = new ArrayList<>();
        try {
            for (String yaml : values) {
                Path file = Files.createTempFile("colophon-values-", ".yaml");
                files.add(file);
                Files.writeString(file, yaml);
            }
            return command.apply(files);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            files.forEach(file -> file.toFile().delete());
        }
    }

    private static Path copy(UnaryOperator<String> change) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory(Path.of("target"), "chart-");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                String text = Files.readString(file);
                boolean template = FOLDER.relativize(file).startsWith("templates");
                Files.writeString(target, template ? change.apply(text) : text);
            }
            return copy;
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
