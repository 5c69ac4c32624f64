package dev.colophon.backup.codec;

/** The characters that COPY text writes as a backslash and a letter. */
final class Escapes {
    /** By byte: the letter after the backslash, or 0 for those that stand for themselves. */
    private static final byte[] LETTERS = new byte[128];

    /** By letter: what it stands for, or 0 for those that follow no backslash. */
    private static final byte[] MEANINGS = new byte[128];

    static {
        String plain = "\b\f\n\r\t\u000b\\";
        String letters = "bfnrtv\\";
        for (int i = 0; i < plain.length(); i++) {
            LETTERS[plain.charAt(i)] = (byte) letters.charAt(i);
            MEANINGS[letters.charAt(i)] = (byte) plain.charAt(i);
        }
    }

    private Escapes() {}

    /** 0 when the byte stands for itself. */
    static byte letter(byte plain) {
        return plain < 0 ? 0 : LETTERS[plain];
    }

    /** 0 when the letter is none. */
    static byte meaning(byte letter) {
        return letter < 0 ? 0 : MEANINGS[letter];
    }
}
