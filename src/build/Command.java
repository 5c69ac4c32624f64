import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A command of the operating system. */
class Command {
    private Command() {}

    /**
     * Runs it in the folder, with its output beside ours.
     *
     * @throws IOException if it does not end with 0
     */
    static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        run(folder, command.toArray(String[]::new));
    }
}
