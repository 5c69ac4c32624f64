package dev.colophon.logging;

/**
 * Makes hostile text harmless in a line: what could end the line, move a terminal's cursor or turn
 * the direction of writing is replaced by its escape, and what is too long is cut.
 */
final class Escape {
    private static final String HEXADECIMAL = "0123456789abcdef";

    private Escape() {}

    /** Appends text for people. */
    static void text(StringBuilder out, String text, int limit) {
        append(out, text, limit, false);
    }

    /** Appends text as it stands between the quotes of a JSON string. */
    static void json(StringBuilder out, String text, int limit) {
        append(out, text, limit, true);
    }

    private static void append(StringBuilder out, String text, int limit, boolean json) {
        int end = Math.min(text.length(), limit);
        int done = 0;
        for (int index = 0; index < end; index++) {
            char character = text.charAt(index);
            if (isHarmless(character, json)) {
                continue;
            }
            out.append(text, done, index);
            escape(out, character);
            done = index + 1;
        }
        out.append(text, done, end);
        if (text.length() > limit) {
            out.append("... (").append(text.length() - limit).append(" characters more)");
        }
    }

    private static boolean isHarmless(char character, boolean json) {
        if (character < 0x7f) {
            return character >= ' ' && !(json && (character == '"' || character == '\\'));
        }
        return character >= 0xa0 && !changesDirectionOrLine(character);
    }

    private static boolean changesDirectionOrLine(char character) {
        return character == '\u061c'
                || (character >= '\u200e' && character <= '\u200f')
                || (character >= '\u2028' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069')
                || character == '\ufeff';
    }

    private static void escape(StringBuilder out, char character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEXADECIMAL.charAt((character >> shift) & 0xf));
                }
            }
        }
    }
}
