package dev.colophon.web.answer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file for the client to keep that is made while it is sent. Its form must tell whoever has only a
 * part of it that the rest is missing, as a zip does.
 *
 * @param fileName how the client may call it; any text will do
 * @param contentType never trusted to be harmless: browsers are told to keep the file and run nothing
 */
public record StreamedFile(String fileName, String contentType, Content content) {

    /** Makes the file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it; the stream is closed by whoever opened it.
         *
         * @throws IOException of the stream
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
