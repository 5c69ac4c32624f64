package dev.colophon.cli.account;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Utf8;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a verb gets a password from: the terminal, the standard input or a file. Never an argument,
 * which every user of the machine can read in the list of processes.
 */
final class PasswordSource {
    private static final int MAX_BYTES = 1_024;

    @Option(
            names = "--password-stdin",
            description = "Reads the password from the standard input, up to the first line end.")
    private boolean fromStandardInput;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Reads the password from a file, up to the first line end.")
    private @Nullable Path file;

    /**
     * The password.
     *
     * @throws StartFailure when there is none to be had
     */
    String read(InputStream standardInput) {
        if (fromStandardInput && file != null) {
            throw failure("--password-stdin and --password-file exclude each other", "give one of them", null);
        }
        try {
            if (fromStandardInput) {
                return firstLine(standardInput);
            }
            if (file != null) {
                try (InputStream in = Files.newInputStream(file)) {
                    return firstLine(in);
                }
            }
        } catch (IOException unreadable) {
            throw failure(
                    (file == null ? "the standard input" : file.toString()) + " cannot be read",
                    "name a file that exists and may be read",
                    unreadable);
        }
        return ask(System.console());
    }

    private static String firstLine(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return Utf8.decode(ByteBuffer.wrap(bytes, 0, end))
                .orElseThrow(() -> failure("the password is not UTF-8 text", "write it as UTF-8", null));
    }

    private static String ask(@Nullable Console console) {
        if (console == null || !console.isTerminal()) {
            throw failure("there is no terminal to ask on", "use --password-stdin or --password-file FILE", null);
        }
        String password = typed(console.readPassword("Password: "));
        if (!password.equals(typed(console.readPassword("The same again: ")))) {
            throw failure("the two differ", "try again", null);
        }
        return password;
    }

    private static String typed(char @Nullable [] characters) {
        if (characters == null) {
            throw failure("nothing was typed", "try again", null);
        }
        return new String(characters);
    }

    private static StartFailure failure(String why, String remedy, @Nullable Throwable cause) {
        return new StartFailure(ExitCode.USAGE, "read the password", why, remedy, cause);
    }
}
