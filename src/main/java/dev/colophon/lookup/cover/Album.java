package dev.colophon.lookup.cover;

import dev.colophon.lookup.port.Provider;
import java.io.IOException;
import java.util.UUID;

/** Takes the covers that were fetched; {@code boot.Wiring} hands it in. */
public interface Album {
    /** Takes none. */
    Album NONE = new Album() {
        @Override
        public boolean wants(UUID book) {
            return false;
        }

        @Override
        public void put(UUID book, Provider provider, byte[] picture) {}
    };

    /** Whether a book is there and has no cover yet. */
    boolean wants(UUID book);

    /**
     * Makes a picture the cover of a book, unless it has one by now.
     *
     * @param picture bytes that nobody has looked at
     * @throws dev.colophon.problem.Problem when they are no picture that is taken
     */
    void put(UUID book, Provider provider, byte[] picture) throws IOException;
}
