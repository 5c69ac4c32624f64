package dev.colophon.database.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps apart those who use a SQLite file, of whom there are many, and a restore, which puts another
 * file in its place and must be alone: a connection to the old file would leave a write-ahead log
 * that the new one must never meet. The lock on {@code <database>.use.lock} ends with its process.
 */
public final class FileUse implements AutoCloseable {
    /** One channel a file: closing any of them ends all locks of the process on it. */
    private static final Map<Path, FileUse> HERE = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private int users = 1;

    private FileUse(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Others use the file, or one has it alone. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean alone;

        Busy(String holder, boolean alone) {
            super(holder);
            this.alone = alone;
        }

        /** For people: {@code this process}, {@code process 123} or {@code another process}. */
        public String holder() {
            return String.valueOf(getMessage());
        }

        /** Whether one has the file alone, to restore it. */
        public boolean isAlone() {
            return alone;
        }
    }

    /**
     * Uses the file beside others. In the process that has it alone this is part of the restore.
     *
     * @param database absolute; need not exist, but its folder
     */
    public static FileUse share(Path database) throws IOException, Busy {
        synchronized (HERE) {
            FileUse known = HERE.get(database);
            if (known != null) {
                known.users++;
                return known;
            }
            return lock(database, true);
        }
    }

    /** Has the file alone, or fails at once. */
    public static FileUse alone(Path database) throws IOException, Busy {
        synchronized (HERE) {
            if (HERE.containsKey(database)) {
                throw new Busy("this process", false);
            }
            return lock(database, false);
        }
    }

    private static FileUse lock(Path database, boolean shared) throws IOException, Busy {
        FileChannel channel = FileChannel.open(
                Path.of(database + ".use.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileUse use = null;
        try {
            take(channel, shared);
            use = new FileUse(database, channel);
            HERE.put(database, use);
            return use;
        } finally {
            if (use == null) {
                channel.close();
            }
        }
    }

    private static void take(FileChannel channel, boolean shared) throws IOException, Busy {
        if (channel.tryLock(0, Long.MAX_VALUE, shared) == null) {
            boolean alone = shared || channel.tryLock(0, Long.MAX_VALUE, true) == null;
            throw new Busy(alone ? "process " + read(channel) : "another process", alone);
        }
        if (!shared) {
            channel.truncate(0);
            String process = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    /** To be called once for each share; the last one gives the file back. */
    @Override
    public void close() {
        synchronized (HERE) {
            users--;
            if (users == 0) {
                HERE.remove(file);
                try {
                    channel.close();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }
}
