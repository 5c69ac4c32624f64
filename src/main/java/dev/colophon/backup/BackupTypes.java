package dev.colophon.backup;

import dev.colophon.backup.schedule.CronExpression;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of variables that only backups have. */
final class BackupTypes {
    static final String NONE = "none";

    private static final String BECH32_CHARACTERS = "[02-9ac-hj-np-z]";
    private static final Pattern RECIPIENT = Pattern.compile("age1" + BECH32_CHARACTERS + "{58}");
    private static final Pattern IDENTITY = Pattern.compile("(?i)AGE-SECRET-KEY-1" + BECH32_CHARACTERS + "{58}");

    private BackupTypes() {}

    static Type<Optional<CronExpression>> schedule() {
        return new Type<>(
                "five fields of cron, in UTC, or none",
                false,
                text -> text.equals(NONE) ? Optional.empty() : Optional.of(CronExpression.parse(text)));
    }

    /** Public keys as age prints them; whether their sums are right, the encryption tells. */
    static Type<List<String>> recipients() {
        return new Type<>("public keys of age, separated by commas", false, text -> {
            List<String> keys = new ArrayList<>();
            for (String key : text.split(",", -1)) {
                if (!RECIPIENT.matcher(key.strip()).matches()) {
                    throw new RuleBroken(
                            "has an entry that is no public key of age",
                            "write keys of 62 characters that begin with age1, separated by commas");
                }
                keys.add(key.strip());
            }
            return List.copyOf(keys);
        });
    }

    static boolean isIdentity(String text) {
        return IDENTITY.matcher(text).matches();
    }

    /** Cut at spaces: no shell reads it, so there are no quotes. */
    static Type<List<String>> command() {
        Type<String> line = Type.text();
        return new Type<>("an absolute path and arguments, separated by spaces", false, text -> {
            List<String> words = List.of(line.parse(text).strip().split(" +"));
            if (!Path.of(words.getFirst()).isAbsolute()) {
                throw new RuleBroken(
                        "must begin with an absolute path",
                        "no shell reads it; write /usr/local/bin/notify, and what needs quotes into a script");
            }
            return words;
        });
    }
}
