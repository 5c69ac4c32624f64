package dev.colophon.cli.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Readers;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Profile;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verb, on a database that a server may have open at the same time. */
@EveryDatabase
@Timeout(60)
class ExportCommandTest {
    private final TestDatabase test;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    ExportCommandTest(TestDatabase test) {
        this.test = test;
    }

    @BeforeEach
    void makeReader() {
        Readers.add(test, "mary");
    }

    private int run(String... arguments) {
        Settings settings = TestSettings.with(
                TestSettings.in(folder, Map.of("SQLITE_PATH", "unused.sqlite3")), Profile.TEST, test.settings());
        return new CommandLine(new ExportCommand(() -> settings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, result) ->
                        ((StartFailure) failure).exitCode().number())
                .execute(arguments);
    }

    @Test
    void a_whole_zip_is_written_under_its_name_and_nothing_beside_it() throws IOException {
        Path file = folder.resolve("shelf.zip");
        assertThat(run("--user", "mary", file.toString())).isZero();

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry("manifest.json")).isNotNull();
        }
        assertThat(out.toString()).contains(Files.size(file) + " bytes");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    @Test
    void every_format_is_written() throws IOException {
        for (String format : new String[] {"goodreads", "reads", "account"}) {
            Path file = folder.resolve(format);
            assertThat(run("--user", "mary", "--format", format, file.toString()))
                    .isZero();
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void a_file_that_is_there_is_replaced_only_when_asked_for() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "precious");

        assertThat(run("--user", "mary", "--format", "reads", file.toString())).isEqualTo(2);
        assertThat(file).hasContent("precious");
        assertThat(run("--user", "mary", "--format", "reads", "--force", file.toString()))
                .isZero();
        assertThat(file).content().startsWith("Title,Author,");
    }

    @Test
    void an_unknown_reader_and_a_folder_that_is_not_there_are_told() {
        assertThat(run("--user", "nobody", folder.resolve("a").toString())).isEqualTo(ExitCode.INPUT_REFUSED.number());
        assertThat(run("--user", "mary", folder.resolve("no/such/file").toString()))
                .isEqualTo(ExitCode.CANNOT_WRITE.number());
    }
}
