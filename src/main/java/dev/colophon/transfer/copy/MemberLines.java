package dev.colophon.transfer.copy;

import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of one member, one after the other; each is looked at before it is taken. */
final class MemberLines<T> implements AutoCloseable {
    /** Twice what the longest line of an export can come to. */
    private static final int MOST_BYTES = 1 << 22;

    private final String name;
    private final Class<T> type;
    private final InputStream in;
    private int line;
    private @Nullable T next;

    MemberLines(LibraryMembers members, String name, Class<T> type) throws IOException {
        this.name = name;
        this.type = type;
        this.in = new BufferedInputStream(members.open(name), 1 << 16);
        this.next = read();
    }

    /** The next one; null at the end. */
    @Nullable
    T peek() {
        return next;
    }

    /** Takes it. */
    T take() throws IOException {
        T taken = next;
        if (taken == null) {
            throw new NoSuchElementException(name);
        }
        next = read();
        return taken;
    }

    /** The number of the next one. */
    int line() {
        return line;
    }

    private @Nullable T read() throws IOException {
        line++;
        var bytes = new ByteArrayOutputStream();
        int one = in.read();
        if (one < 0) {
            return null;
        }
        while (one >= 0 && one != '\n') {
            bytes.write(one);
            if (bytes.size() > MOST_BYTES) {
                throw Refusal.tooLarge("Line " + line + " of " + name + " is too long.");
            }
            one = in.read();
        }
        try {
            return Json.read(bytes.toByteArray(), type);
        } catch (Problem wrong) {
            throw Refusal.line(name, line, wrong);
        }
    }

    Problem wrong(String why) {
        return Refusal.line(name, line, Problem.invalid("", "order", why));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
