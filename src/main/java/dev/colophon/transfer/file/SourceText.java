package dev.colophon.transfer.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A file whose coding is known: UTF-8 or UTF-16, each with or without a BOM, else
 * Windows-1252, which Excel writes in western Europe and the Americas.
 *
 * @param skipBytes length of the byte order mark
 * @param notes what had to be assumed, one sentence each
 */
record SourceText(FileContent content, Charset charset, int skipBytes, List<String> notes) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";
    private static final int SNIFF_BYTES = 4096;

    /**
     * Finds the coding by reading the whole file once.
     *
     * @throws dev.colophon.problem.Problem saying what the file is when it is no text
     */
    static SourceText examine(FileContent content) throws IOException {
        byte[] start;
        try (InputStream in = content.open()) {
            start = in.readNBytes(SNIFF_BYTES);
        }
        FileKind.of(start).ifPresent(kind -> {
            throw kind.problem();
        });
        Optional<Utf16> wide = Utf16.of(start);
        if (wide.isPresent()) {
            return new SourceText(content, wide.get().charset(), wide.get().skipBytes(), List.of());
        }
        return eightBit(content, new String(start, StandardCharsets.ISO_8859_1).startsWith(UTF_8_MARK) ? 3 : 0);
    }

    /** The text from its first character; what cannot be decoded becomes U+FFFD. */
    Reader open() throws IOException {
        InputStream in = content.open();
        try {
            in.skipNBytes(skipBytes);
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
        return new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
    }

    /** A few broken characters in a text that is UTF-8 otherwise must not spoil all the others. */
    private static SourceText eightBit(FileContent content, int skipBytes) throws IOException {
        Utf8Count count = Utf8Count.of(content);
        if (count.broken() == 0) {
            return new SourceText(content, StandardCharsets.UTF_8, skipBytes, List.of());
        }
        if (skipBytes > 0 || count.multibyte() > count.broken()) {
            String note = count.broken() + " characters of the file are broken UTF-8; each is shown as \uFFFD.";
            return new SourceText(content, StandardCharsets.UTF_8, skipBytes, List.of(note));
        }
        String note = "The file is not UTF-8; it was read as Windows-1252. If names look wrong, export"
                + " again and do not save the file with a spreadsheet.";
        return new SourceText(content, WINDOWS_1252, 0, List.of(note));
    }

    /**
     * What a file looks like as UTF-8.
     *
     * @param multibyte valid characters beyond ASCII; text of another coding has hardly any
     * @param broken sequences that are not UTF-8
     */
    private record Utf8Count(long multibyte, long broken) {
        static Utf8Count of(FileContent content) throws IOException {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            CharBuffer characters = CharBuffer.allocate(1 << 16);
            long multibyte = 0;
            long broken = 0;
            try (ReadableByteChannel channel = Channels.newChannel(content.open())) {
                boolean end = false;
                while (!end) {
                    end = channel.read(bytes) < 0;
                    bytes.flip();
                    CoderResult result;
                    do {
                        result = decoder.decode(bytes, characters, end);
                        multibyte += beyondAscii(characters);
                        if (result.isError()) {
                            broken++;
                            bytes.position(bytes.position() + result.length());
                        }
                    } while (!result.isUnderflow());
                    bytes.compact();
                }
            }
            return new Utf8Count(multibyte, broken);
        }

        private static long beyondAscii(CharBuffer characters) {
            characters.flip();
            long count = 0;
            while (characters.hasRemaining()) {
                count += characters.get() > 0x7F ? 1 : 0;
            }
            characters.clear();
            return count;
        }
    }
}
