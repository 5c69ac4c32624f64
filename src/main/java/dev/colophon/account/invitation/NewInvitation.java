package dev.colophon.account.invitation;

import dev.colophon.account.reader.Role;
import dev.colophon.text.FieldRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of an invitation that they want; also as JSON. What is left out is a link for one reader, good for
 * a week.
 *
 * @param note for whoever makes it
 */
public record NewInvitation(
        @Nullable String note,
        @Nullable Role role,
        @Nullable Integer maxUses,
        @Nullable Integer days) {
    /** Characters. */
    public static final int MAX_NOTE = 80;

    public static final int MOST_USES = 1_000;
    public static final int MOST_DAYS = 365;

    private static final int USUAL_DAYS = 7;

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public NewInvitation {
        var rules = new FieldRules();
        note = rules.line("/note", note, MAX_NOTE);
        rules.range("/max_uses", maxUses, 1, MOST_USES);
        rules.range("/days", days, 1, MOST_DAYS);
        rules.done();
    }

    String noteText() {
        return Objects.requireNonNullElse(note, "");
    }

    Role roleOrUser() {
        return Objects.requireNonNullElse(role, Role.USER);
    }

    int uses() {
        return Objects.requireNonNullElse(maxUses, 1);
    }

    int lifetimeDays() {
        return Objects.requireNonNullElse(days, USUAL_DAYS);
    }
}
