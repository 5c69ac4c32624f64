package dev.colophon.settings.source;

import dev.colophon.settings.Secret;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;

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
    /** A variable that has a value. */
    public static SettingProblem of(Variable<?> variable, Given given, String rule, String remedy) {
        if (given.origin() == Origin.URL) {
            String part = "has a part for " + variable.name() + " that " + rule;
            return new SettingProblem("DATABASE_URL", Secret.MASK, given.source(), part, remedy);
        }
        String shown = variable.secret() ? Secret.MASK : RuleBroken.quote(given.text());
        return new SettingProblem(variable.name(), shown, given.source(), rule, remedy);
    }

    /** Something without a value to show. */
    public static SettingProblem of(String subject, String source, String rule, String remedy) {
        return new SettingProblem(subject, "", source, rule, remedy);
    }

    /** The problem in one line. */
    public String text() {
        String value = shown.isEmpty() ? "" : "=" + shown;
        String from = source.isEmpty() ? "" : " (" + source + ")";
        return subject + value + from + " " + rule + ". Remedy: " + remedy + ".";
    }
}
