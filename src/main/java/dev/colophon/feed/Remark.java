package dev.colophon.feed;

import dev.colophon.account.audience.Visibility;
import dev.colophon.text.FieldRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reader can change of an entry of their journal; also as JSON. Making one brings it into its stored form.
 *
 * @param comment plain text, for everybody who may see the entry
 */
public record Remark(@Nullable String comment, Visibility visibility) {
    public static final int MAX_COMMENT = 2_000;

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public Remark {
        var rules = new FieldRules();
        // browsers end lines in another way than programs do
        comment = rules.text("/comment", comment == null ? null : comment.replace("\r\n", "\n"), MAX_COMMENT);
        visibility = Objects.requireNonNullElse(visibility, Visibility.INHERIT);
        rules.done();
    }
}
