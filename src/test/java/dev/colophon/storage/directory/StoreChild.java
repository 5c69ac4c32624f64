package dev.colophon.storage.directory;

import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.testing.ClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that uses the store of a folder, with limits of its own and to be killed. */
final class StoreChild {
    static final String NAME = "big.clb";

    private StoreChild() {}

    /**
     * @param shell what the shell does before it becomes the child, such as {@code ulimit -f 10}
     */
    static Process start(String shell, String what, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell + "; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", ClassPath.ofTests(), StoreChild.class.getName(), what, folder.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The last line of what it says, when it has ended. */
    static String answer(Process process) throws IOException, InterruptedException {
        List<String> lines = process.inputReader().lines().toList();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return lines.isEmpty() ? "nothing" : lines.getLast();
    }

    public static void main(String... arguments) {
        try (BlobStore store = DirectoryStore.open(Path.of(arguments[1]), InstantSource.system())) {
            switch (arguments[0]) {
                case "list" -> store.list("");
                case "create" -> store.create(NAME).close();
                case "write" -> write(store, 4 << 20);
                default -> write(store, Long.MAX_VALUE);
            }
            System.out.println("done");
        } catch (StorageFailure failure) {
            System.out.println(failure.reason() + " " + failure.getMessage());
        } catch (IOException failure) {
            System.out.println(failure);
        }
    }

    private static void write(BlobStore store, long bytes) throws IOException {
        byte[] some = new byte[64 << 10];
        try (BlobWriter writer = store.create(NAME)) {
            for (long written = 0; written < bytes; written += some.length) {
                writer.write(some);
                if (written == 1 << 20) {
                    System.out.println("writing");
                }
            }
            writer.commit();
        }
    }
}
