package dev.colophon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes down which tests take far more than two seconds and do not say why; JUnit finds this class
 * by {@code META-INF/services}. Continuous integration prints them. Nothing fails: on a busy machine
 * any test may take that long.
 */
public final class TimeLimit implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    /** Four times two seconds, for this is to find waits and not to measure the machine. */
    static final Duration LIMIT = Duration.ofSeconds(2 * 4);

    private static final Path FINDINGS = Path.of("target/tests-over-time.txt");
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TimeLimit.class);

    static {
        write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        context.getStore(NAMESPACE).put("start", System.nanoTime());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Long start = Objects.requireNonNull(context.getStore(NAMESPACE).remove("start", Long.class));
        finding(context.getRequiredTestMethod(), Duration.ofNanos(System.nanoTime() - start))
                .ifPresent(finding -> write(finding + "\n", StandardOpenOption.APPEND));
    }

    static Optional<String> finding(Method test, Duration taken) {
        boolean told = test.isAnnotationPresent(TakesLong.class)
                || test.getDeclaringClass().isAnnotationPresent(TakesLong.class);
        return told || taken.compareTo(LIMIT) <= 0
                ? Optional.empty()
                : Optional.of(test.getDeclaringClass().getSimpleName() + "." + test.getName() + " took "
                        + taken.toMillis() + " ms and does not say why by @" + TakesLong.class.getSimpleName());
    }

    private static synchronized void write(String text, StandardOpenOption... options) {
        try {
            Files.writeString(FINDINGS, text, options);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
