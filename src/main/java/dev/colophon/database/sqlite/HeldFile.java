package dev.colophon.database.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file, until it is closed or its process ends. The file stays and tells who holds it.
 */
public final class HeldFile implements AutoCloseable {
    /** Closing any channel of a file ends this process's lock on it, so no second one is opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Another one holds the file. */
    public static final class Taken extends Exception {
        private static final long serialVersionUID = 1L;

        Taken(String holder) {
            super(holder);
        }

        /** For people: {@code this process} or {@code process 123}. */
        public String holder() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Takes the lock, or fails at once.
     *
     * @param file absolute; made if it is missing
     */
    public static HeldFile hold(Path file) throws IOException, Taken {
        if (!HELD_HERE.add(file)) {
            throw new Taken("this process");
        }
        HeldFile held = null;
        try {
            held = new HeldFile(file, lock(file));
            return held;
        } finally {
            if (held == null) {
                HELD_HERE.remove(file);
            }
        }
    }

    private static FileChannel lock(Path file) throws IOException, Taken {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            if (channel.tryLock() == null) {
                throw new Taken("process " + read(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            held = true;
            return channel;
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
