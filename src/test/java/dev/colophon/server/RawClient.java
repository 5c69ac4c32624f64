package dev.colophon.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends exactly the bytes that a test says, which no HTTP client would. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Socket socket() {
        return socket;
    }

    /** Everything until the server closes; a reset counts as closed. */
    String untilClosed() throws IOException {
        return collect(Duration.ofSeconds(20), true);
    }

    /** Everything that comes within the given time. */
    String within(Duration time) throws IOException {
        return collect(time, false);
    }

    private String collect(Duration time, boolean mustClose) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[65536];
        long end = System.nanoTime() + time.toNanos();
        try {
            while (true) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                socket.setSoTimeout((int) left);
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                all.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException notClosed) {
            if (mustClose) {
                throw new AssertionError("still open; so far: " + all, notClosed);
            }
        } catch (SocketException reset) {
            if (!String.valueOf(reset.getMessage()).contains("reset")) {
                throw reset;
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** One complete answer, by its Content-Length. */
    Answer answer() throws IOException {
        return answer(true);
    }

    /** The head of an answer; what follows it is not read. */
    Answer headAnswer() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean body) throws IOException {
        String headers = readHead();
        int length = body ? Integer.parseInt(Answer.header(headers, "Content-Length")) : 0;
        return new Answer(headers, in.readNBytes(length));
    }

    /** Reads one answer of a known size, whether it has a length or comes in chunks. */
    void skipBody(int size) throws IOException {
        String head = readHead();
        if (!head.contains("Transfer-Encoding: chunked")) {
            readExactly(size);
            return;
        }
        int chunk;
        do {
            chunk = Integer.parseInt(readLine(), 16);
            readExactly(chunk);
            readLine();
        } while (chunk > 0);
    }

    private void readExactly(int count) throws IOException {
        if (in.readNBytes(count).length < count) {
            throw new IOException("closed in the middle");
        }
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
            line.append((char) readByte());
        }
        return line.toString().strip();
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("closed");
        }
        return next;
    }

    private String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            head.append((char) readByte());
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer in two parts. */
    record Answer(String head, byte[] bytes) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** The value of a header, empty when absent. */
        String header(String name) {
            return header(head, name);
        }

        static String header(String head, String name) {
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }
}
