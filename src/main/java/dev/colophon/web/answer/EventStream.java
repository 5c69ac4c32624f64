package dev.colophon.web.answer;

import dev.colophon.server.connection.Connection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An answer of server-sent events: it waits, and tells from time to time. Browsers come back by themselves when it
 * ends, which it does after a while, so that whoever may read no more learns nothing for long, and when the server
 * stops.
 *
 * @param beat how often the source is asked; something is sent each time, so that neither end takes the other for gone
 * @param longest after which it ends
 * @param allowed whether whoever asked may still be told; looked at several times a second
 * @param source what there is to tell, if anything; asked on the thread of the answer
 */
public record EventStream(Duration beat, Duration longest, BooleanSupplier allowed, Supplier<Optional<Event>> source)
        implements StreamedFile.Content {
    private static final String CONTENT_TYPE = "text/event-stream";

    /** How soon it is noticed that the server stops, or the reader is signed out. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** So long a browser waits until it comes back. */
    private static final String BEGINNING = "retry: 10000\n\n";

    private static final String NOTHING = ":\n\n";

    /**
     * @param name that the page listens for
     * @param data one line
     */
    public record Event(String name, String data) {
        private String text() {
            return "event: " + name + "\ndata: " + data + "\n\n";
        }
    }

    public StreamedFile file() {
        return new StreamedFile("events.txt", CONTENT_TYPE, this);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Connection.currentRequest().waits();
        long start = System.nanoTime();
        send(out, BEGINNING);
        while (System.nanoTime() - start < longest.toNanos() && goesOn()) {
            send(out, source.get().map(Event::text).orElse(NOTHING));
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Waits for the next beat; whether there is one. */
    private boolean goesOn() {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < beat.toNanos()) {
                if (Connection.current().isDraining() || !allowed.getAsBoolean()) {
                    return false;
                }
                Thread.sleep(beat.compareTo(LOOK) < 0 ? beat : LOOK);
            }
            return true;
        } catch (InterruptedException over) {
            return false;
        }
    }
}
