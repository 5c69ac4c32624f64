package dev.colophon.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Readers who look at their shelves without a pause, and what they waited. */
final class ScaleLoadOnServer implements AutoCloseable {
    private static final int READERS = 6;
    private static final String PATH = "/api/v1/library?limit=50&sort=-added";
    private static final double LONG_MILLIS = 1_000;

    private final ScaleServer server;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    private ScaleLoadOnServer(ScaleServer server) {
        this.server = server;
    }

    static ScaleLoadOnServer start(String address) throws Exception {
        ScaleLoadOnServer load = new ScaleLoadOnServer(ScaleServer.signedIn(address));
        for (int thread = 0; thread < READERS; thread++) {
            int reader = thread % 3;
            load.threads.add(Thread.ofPlatform().start(() -> load.ask(reader)));
        }
        return load;
    }

    private void ask(int reader) {
        while (!ended) {
            long start = System.nanoTime();
            try {
                int status = server.send(reader, PATH).statusCode();
                if (status != 200) {
                    refused.add(String.valueOf(status));
                }
            } catch (Exception failure) {
                refused.add(failure.toString());
            }
            millis.add((System.nanoTime() - start) / 1e6);
        }
    }

    /** A row with what was waited since the last one. */
    void report(String what) {
        List<Double> sorted = new ArrayList<>();
        for (Double one = millis.poll(); one != null; one = millis.poll()) {
            sorted.add(one);
        }
        sorted.sort(null);
        long over = sorted.stream().filter(one -> one > LONG_MILLIS).count();
        Table.row(
                what,
                String.valueOf(sorted.size()),
                Table.number(sorted.get(sorted.size() / 2)),
                Table.number(sorted.get(sorted.size() * 99 / 100)),
                Table.number(sorted.getLast()),
                String.valueOf(over),
                String.valueOf(refused.size()));
        refused.clear();
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
