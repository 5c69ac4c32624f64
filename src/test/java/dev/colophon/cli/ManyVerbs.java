package dev.colophon.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process that runs one command line after the other, as a shell would, but on one virtual machine. */
final class ManyVerbs {
    /** Begins the line after a verb's output; its exit code follows. */
    static final String END = "=> ";

    private ManyVerbs() {}

    /** Takes command lines without quotes from stdin. */
    public static void main(String[] ignored) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = lines.readLine()) != null) {
            int exitCode = Main.run(line.split(" "));
            System.out.println(END + exitCode);
            System.out.flush();
        }
        System.exit(0);
    }
}
