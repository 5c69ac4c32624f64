package dev.colophon.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody with an account; speaks to a node port. */
record Reader(String address, String name) {
    private static final String PASSWORD = "a long password for the load";
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Duration OPEN = Duration.ofSeconds(15);

    /** Makes an account, once the port is open: a node port follows its pods a moment later. */
    static Reader register(String address, int port, String name) throws IOException {
        TestNamespace.await("the port is open", OPEN, () -> isOpen(address, port));
        var reader = new Reader(address, name);
        String answer = reader.post(port, "register");
        if (!answer.startsWith("HTTP/1.1 201 ")) {
            throw new IOException("no account: " + answer);
        }
        return reader;
    }

    private static boolean isOpen(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean signsIn(int port) throws IOException {
        return post(port, "login").startsWith("HTTP/1.1 200 ");
    }

    /** A token for the API. */
    String token(int port) throws IOException {
        String answer = post(port, "login");
        return Cluster.tree(answer.substring(answer.indexOf('{')))
                .path("access_token")
                .asText();
    }

    private String post(int port, String step) throws IOException {
        String body = """
                {"username":"%s","password":"%s"}""".formatted(name, PASSWORD);
        return exchange(
                address,
                port,
                "POST /api/v1/auth/%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(step, Release.HOST, body.length(), body));
    }

    /** One request on a connection of its own, and everything that comes back. */
    static String exchange(String address, int port, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
