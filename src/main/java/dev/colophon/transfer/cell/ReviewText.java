package dev.colophon.transfer.cell;

import dev.colophon.text.HtmlText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the HTML of a review into Markdown, in which every mark of a spoiler is spelt alike. */
public final class ReviewText {
    private static final Pattern SPOILER = Pattern.compile("\\[(/?)spoiler]", Pattern.CASE_INSENSITIVE);

    private static final Result NOTHING = new Result("", false);

    private ReviewText() {}

    /**
     * Markdown with what it says about itself.
     *
     * @param spoiler whether a part of it is marked as a spoiler
     */
    public record Result(String markdown, boolean spoiler) {}

    /** Reads HTML, however broken it is. */
    public static Result of(String html) {
        if (html.isBlank()) {
            return NOTHING;
        }
        Matcher spoiler = SPOILER.matcher(HtmlText.markdown(html));
        boolean found = spoiler.find();
        return new Result(spoiler.replaceAll("[$1spoiler]").strip(), found);
    }
}
