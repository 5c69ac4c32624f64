package dev.colophon.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that a test can cut, silence and mend. */
public final class Network implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile ServerSocket listener;

    public Network(int target) {
        this(target, 0);
    }

    public Network(int target, int listeningPort) {
        this.target = target;
        listener = listen(listeningPort);
        port = listener.getLocalPort();
        accept(listener);
    }

    public int port() {
        return port;
    }

    /** Every connection ends and new ones are refused, as when the server stops. */
    public void cut() {
        closeQuietly(listener);
        sockets.forEach(Network::closeQuietly);
        sockets.clear();
    }

    /** Nothing gets through and nobody is told, as when a cable is pulled. */
    public void silence() {
        silent = true;
    }

    /** New connections work again. */
    public void mend() {
        boolean closed = listener.isClosed();
        if (silent) {
            sockets.forEach(Network::closeQuietly);
            sockets.clear();
            silent = false;
        }
        if (closed) {
            listener = listen(port);
            accept(listener);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return listener;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(ServerSocket from) {
        Thread.startVirtualThread(() -> {
            while (!from.isClosed()) {
                try {
                    join(from.accept());
                } catch (IOException failure) {
                    // cut: the loop ends
                    continue;
                }
            }
        });
    }

    private void join(Socket client) throws IOException {
        sockets.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(server);
        Thread.startVirtualThread(() -> pump(client, server));
        Thread.startVirtualThread(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8_192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (silent && !from.isClosed()) {
                    Thread.sleep(10);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException failure) {
            // cut
            sockets.remove(from);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
