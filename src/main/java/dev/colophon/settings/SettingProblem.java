package dev.colophon.settings;

import dev.colophon.settings.EffectiveValue.Origin;
import dev.colophon.settings.GivenValues.Given;

/**
 * One thing that is wrong with the settings.
 *
 * @param subject the variable, or a line of {@code .env}
 * @param shown the value as it may be shown: masked when secret, empty when there is none
 * @param source where it comes from, empty when it is not set
 * @param rule what it breaks, as the end of a sentence that starts with the subject
 * @param remedy what to do
 */
public record SettingProblem(String subject, String shown, String source, String rule, String remedy) {
    private static final int LONGEST_SHOWN_CHARACTERS = 120;

    /** A variable that has a value. */
    static SettingProblem of(Variable<?> variable, Given given, String rule, String remedy) {
        if (given.origin() == Origin.URL) {
            String part = "has a part for " + variable.name() + " that " + rule;
            return new SettingProblem("DATABASE_URL", Secret.MASK, given.source(), part, remedy);
        }
        String shown = variable.secret() ? Secret.MASK : quote(given.text());
        return new SettingProblem(variable.name(), shown, given.source(), rule, remedy);
    }

    /** Something without a value to show. */
    static SettingProblem of(String subject, String source, String rule, String remedy) {
        return new SettingProblem(subject, "", source, rule, remedy);
    }

    /** The problem in one line. */
    public String text() {
        String value = shown.isEmpty() ? "" : "=" + shown;
        String from = source.isEmpty() ? "" : " (" + source + ")";
        return subject + value + from + " " + rule + ". Remedy: " + remedy + ".";
    }

    /** A value on one line of bounded length, whatever it holds. */
    static String quote(String text) {
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
