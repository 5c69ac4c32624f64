package dev.colophon.database.postgresql;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks just enough of PostgreSQL's protocol to turn everybody away for a given reason. */
final class FakeServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String sqlState;

    FakeServer(String sqlState) {
        this.sqlState = sqlState;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                refuse(client);
            } catch (IOException failure) {
                // closed, or the client has gone: the next one is as welcome
                continue;
            }
        }
    }

    private void refuse(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        int length = in.readInt();
        in.readFully(new byte[length - 4]);
        if (length == 8) {
            // a request for TLS
            out.writeByte('N');
            in.readFully(new byte[in.readInt() - 4]);
        }
        byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState + "\0Mturned away\0\0").getBytes(StandardCharsets.US_ASCII);
        out.writeByte('E');
        out.writeInt(4 + fields.length);
        out.write(fields);
        out.flush();
    }
}
