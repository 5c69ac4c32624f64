package dev.colophon.storage.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** A way to an S3 server on which requests go wrong as a test says; one connection carries one request. */
public final class FaultyWay implements AutoCloseable {
    /** What becomes of a request, once. */
    public interface Fate {
        void befall(Exchange exchange) throws IOException, InterruptedException;
    }

    /**
     * A request that came.
     *
     * @param head with its first line and an empty line at its end
     */
    public record Exchange(String head, byte[] body, Socket client, int server) {
        String line() {
            return head.lines().findFirst().orElseThrow();
        }

        public void answer(byte[] bytes) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** What the server says to it, head and body. */
        public byte[] forward() throws IOException {
            return forward(body);
        }

        byte[] forward(byte[] changed) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server)) {
                OutputStream out = socket.getOutputStream();
                out.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
                out.write(changed);
                out.flush();
                return socket.getInputStream().readAllBytes();
            }
        }

        /** The server hears so much of the body, and then neither side hears of the other. */
        public void breakAfter(int bytes) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server)) {
                OutputStream out = socket.getOutputStream();
                out.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
                out.write(body, 0, Math.min(bytes, body.length));
                out.flush();
                reset(socket);
            }
            reset(client);
        }

        static void reset(Socket socket) throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private static String closing(String head) {
            return head.replaceAll("(?i)\r\nConnection: [^\r]*", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        }
    }

    /** A fate and for which requests it is meant. */
    private record Planned(Predicate<String> line, Fate fate) {}

    private final int server;
    private final ServerSocket listener;
    private final Queue<Planned> plan = new ConcurrentLinkedQueue<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public FaultyWay(int server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** So often the next requests whose first line matches have this fate; all others get through. */
    public void plan(int times, String line, Fate fate) {
        for (int time = 0; time < times; time++) {
            plan.add(new Planned(text -> text.matches(line), fate));
        }
    }

    /** From now on all requests get through. */
    public void mend() {
        plan.clear();
    }

    /** The first lines of all requests. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** An answer of S3 with this status and code. */
    public static Fate refusal(int status, String code) {
        String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>planned</Message></Error>";
        return exchange -> exchange.answer(("HTTP/1.1 " + status + " planned\r\nContent-Type: application/xml\r\n"
                        + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + (exchange.line().startsWith("HEAD ") ? "" : body))
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The server does what is asked, and nobody hears of it. */
    static Fate lostAnswer() {
        return exchange -> {
            exchange.forward();
            Exchange.reset(exchange.client());
        };
    }

    /** Of the answer only so many bytes come, its head included. */
    public static Fate cutAnswer(int bytes) {
        return exchange -> {
            byte[] answer = exchange.forward();
            exchange.answer(Arrays.copyOf(answer, Math.min(bytes, answer.length)));
        };
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            lines.add(head.lines().findFirst().orElseThrow());
            Exchange exchange = new Exchange(head, in.readNBytes(length(head)), client, server);
            fate(exchange.line()).befall(exchange);
        } catch (IOException gone) {
            // one side is away, as is the purpose
            lines.add("broken");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Fate fate(String line) {
        for (Planned planned : plan) {
            if (planned.line().test(line) && plan.remove(planned)) {
                return planned.fate();
            }
        }
        return exchange -> exchange.answer(exchange.forward());
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.write(read);
            String text = read == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
