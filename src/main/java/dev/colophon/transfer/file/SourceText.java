package dev.colophon.transfer.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file whose coding is known: UTF-8 (with or without a BOM), UTF-16 with a BOM, else
 * Windows-1252, which Excel writes in western Europe and the Americas.
 *
 * @param skipBytes length of the byte order mark
 * @param notes what had to be assumed, one sentence each
 */
record SourceText(Path file, Charset charset, int skipBytes, List<String> notes) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SNIFF_BYTES = 4096;

    /**
     * Finds the coding by reading the whole file once.
     *
     * @throws dev.colophon.problem.Problem saying what the file is when it is no text
     */
    static SourceText examine(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SNIFF_BYTES);
        }
        FileKind.of(start).ifPresent(kind -> {
            throw kind.problem();
        });
        if (startsWith(start, 0xFF, 0xFE)) {
            return new SourceText(file, StandardCharsets.UTF_16LE, 2, List.of());
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return new SourceText(file, StandardCharsets.UTF_16BE, 2, List.of());
        }
        return eightBit(file, startsWith(start, 0xEF, 0xBB, 0xBF) ? 3 : 0);
    }

    /** The text from its first character; what cannot be decoded becomes U+FFFD. */
    Reader open() throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(skipBytes);
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
        return new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
    }

    private static boolean startsWith(byte[] start, int... expected) {
        for (int index = 0; index < expected.length; index++) {
            if (index >= start.length || (start[index] & 0xFF) != expected[index]) {
                return false;
            }
        }
        return true;
    }

    /** A few broken characters in a text that is UTF-8 otherwise must not spoil all the others. */
    private static SourceText eightBit(Path file, int skipBytes) throws IOException {
        Utf8Count count = Utf8Count.of(file);
        if (count.broken() == 0) {
            return new SourceText(file, StandardCharsets.UTF_8, skipBytes, List.of());
        }
        if (skipBytes > 0 || count.multibyte() > count.broken()) {
            String note = count.broken() + " characters of the file are broken UTF-8; each is shown as \uFFFD.";
            return new SourceText(file, StandardCharsets.UTF_8, skipBytes, List.of(note));
        }
        String note = "The file is not UTF-8; it was read as Windows-1252. If names look wrong, export"
                + " again and do not save the file with a spreadsheet.";
        return new SourceText(file, WINDOWS_1252, 0, List.of(note));
    }

    /**
     * What a file looks like as UTF-8.
     *
     * @param multibyte valid characters beyond ASCII; text of another coding has hardly any
     * @param broken sequences that are not UTF-8
     */
    private record Utf8Count(long multibyte, long broken) {
        static Utf8Count of(Path file) throws IOException {
            CharsetDecoder decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            CharBuffer characters = CharBuffer.allocate(1 << 16);
            long multibyte = 0;
            long broken = 0;
            try (var channel = Files.newByteChannel(file)) {
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
            long count =
                    characters.chars().filter(character -> character > 0x7F).count();
            characters.clear();
            return count;
        }
    }
}
