package dev.colophon.cli.moving;

import dev.colophon.testing.ClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Executes what docs/BACKUP.md tells people to type, with {@code colophon} on the path. */
record Runbook(Path folder, Map<String, String> environment) {
    /** What a shell answered. */
    record Answer(int exitCode, String output) {}

    /** The commands between two marks of the document. */
    static String commands(String mark) throws IOException {
        String document = Files.readString(Path.of("docs/BACKUP.md"));
        Matcher matcher = Pattern.compile(
                        "<!-- executed: " + mark + " -->\n```sh\n(.*?)```\n<!-- end -->", Pattern.DOTALL)
                .matcher(document);
        if (!matcher.find()) {
            throw new AssertionError("docs/BACKUP.md has no commands for '" + mark + "'");
        }
        return matcher.group(1);
    }

    /** Ends at the first command that fails. */
    Answer run(String commands) throws IOException, InterruptedException {
        Path bin = program(folder).getParent();
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-ec", commands)).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment().putAll(environment);
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Answer(process.waitFor(), output);
    }

    /** The file by which the program starts, with a JVM that is up soon. */
    static Path program(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = bin.resolve("colophon");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(program, """
                #!/bin/sh
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m --enable-native-access=ALL-UNNAMED \
                  -cp '%s' dev.colophon.cli.Main "$@"
                """.formatted(java, ClassPath.ofTests()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
