package dev.colophon.server;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** A server in a process of its own, which may open few files; it obeys words on its input. */
final class FewFiles {
    private final List<InputStream> open = new ArrayList<>();
    private final RunningServer server = new RunningServer();

    public static void main(String[] arguments) throws IOException {
        new FewFiles().obey(new Scanner(System.in));
    }

    private void obey(Scanner words) throws IOException {
        System.out.println("port " + server.port());
        while (words.hasNext()) {
            switch (words.next()) {
                case "exhaust" -> exhaust();
                case "release" -> release();
                case "reachable" -> System.out.println("reachable " + server.server.reachable());
                default -> throw new IllegalArgumentException("unknown word");
            }
        }
        // a listener that died of missing files leaves a thread behind
        Runtime.getRuntime().halt(0);
    }

    private void exhaust() {
        try {
            while (true) {
                open.add(new FileInputStream(Path.of("/dev/null").toFile()));
            }
        } catch (IOException none) {
            System.out.println("exhausted " + (open.size() > 10));
        }
    }

    private void release() throws IOException {
        for (InputStream file : open) {
            file.close();
        }
        System.out.println("released");
    }
}
