package dev.colophon.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/**
 * Writes the answers of one connection in pieces, so that the sweeper sees whether the reader keeps
 * up; leaves the body of an answer to HEAD away, whoever wrote it; counts the bytes.
 */
final class PacedWriter implements DataWriter {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int END_OF_HEADERS = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final DataWriter socket;
    private final Runnable clearTimeout;
    private final Pace pace = new Pace();
    private boolean head;
    private boolean headersSent;
    private long bytes;

    /** When the last piece was written; read by the sweeper. */
    private volatile long lastPiece = System.nanoTime();

    /**
     * @param clearTimeout run before each write, for a pending interrupt would close the socket
     */
    PacedWriter(DataWriter socket, Runnable clearTimeout) {
        this.socket = socket;
        this.clearTimeout = clearTimeout;
    }

    Pace pace() {
        return pace;
    }

    /** When the last piece of any answer was written. */
    long lastPiece() {
        return lastPiece;
    }

    /** Of the answer under way, headers included. */
    long bytes() {
        return bytes;
    }

    void requestStarts(boolean isHead) {
        pace.requestStarts();
        head = isHead;
        headersSent = false;
        bytes = 0;
    }

    /** What is written without a request has its body. */
    void requestEnds() {
        head = false;
    }

    @Override
    public void write(BufferData... buffers) {
        writeNow(BufferData.create(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        writeNow(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
        writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        clearTimeout.run();
        if (head) {
            writeHeaders(buffer);
        } else if (buffer.available() <= PIECE_BYTES) {
            writePiece(buffer);
        } else {
            writePieces(buffer);
        }
    }

    private void writePieces(BufferData buffer) {
        var piece = new byte[PIECE_BYTES];
        while (buffer.available() > 0) {
            int length = buffer.read(piece, 0, PIECE_BYTES);
            writePiece(BufferData.create(piece, 0, length));
        }
    }

    private void writePiece(BufferData buffer) {
        int length = buffer.available();
        int moved = 0;
        pace.waitStarts();
        try {
            socket.writeNow(buffer);
            moved = length;
            bytes += length;
            lastPiece = System.nanoTime();
        } catch (UncheckedIOException gone) {
            // Helidon would take it for a fault of the handler and log it as one
            throw new ServerConnectionException("cannot write", gone);
        } finally {
            pace.waitEnds(moved);
        }
    }

    /** Helidon sends the headers in one buffer, with the beginning of the body behind them. */
    private void writeHeaders(BufferData buffer) {
        byte[] all = buffer.readBytes();
        if (headersSent) {
            return;
        }
        boolean interim = all.length > 9 && all[9] == '1';
        headersSent = !interim;
        writePiece(BufferData.create(all, 0, endOfHeaders(all)));
    }

    private static int endOfHeaders(byte[] bytes) {
        int last = 0;
        for (int index = 0; index < bytes.length; index++) {
            last = last << 8 | bytes[index] & 0xff;
            if (last == END_OF_HEADERS) {
                return index + 1;
            }
        }
        return bytes.length;
    }
}
