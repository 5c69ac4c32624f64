package dev.colophon.settings.variable;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text is not what its variable takes. The message is the rule, as in "must be a number". */
public final class RuleBroken extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN_CHARACTERS = 120;

    private final @Nullable String remedy;

    public RuleBroken(String rule, @Nullable String remedy) {
        super(rule, null, false, false);
        this.remedy = remedy;
    }

    public RuleBroken(String rule) {
        this(rule, null);
    }

    public String rule() {
        return String.valueOf(getMessage());
    }

    /** What to do when an example of a good value does not say enough. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** A value on one line of bounded length, whatever it holds. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST_SHOWN_CHARACTERS).forEach(character -> {
            if (isPlain(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append("\\u{").append(Integer.toHexString(character));
                quoted.append('}');
            }
        });
        boolean cut = text.codePoints().count() > LONGEST_SHOWN_CHARACTERS;
        return quoted.append(cut ? "\"..." : "\"").toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
