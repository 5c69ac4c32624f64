package dev.colophon.transfer.goodreads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the HTML of a review into Markdown. Only text, emphasis, links to web addresses and marks
 * of spoilers come through; scripts and styles vanish with their content, all other tags without.
 */
final class ReviewText {
    private static final Pattern TOKEN = Pattern.compile(
            "<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s[^<>]*)?)/?>|\\[(/?)spoiler\\]",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern HREF =
            Pattern.compile("href\\s*=\\s*[\"']?(https?://[^\"'\\s<>()]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MANY_LINES = Pattern.compile("\n{3,}");
    private static final Pattern LINE_BLANKS = Pattern.compile("[ \t]+\n");

    private final String html;
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> links = new ArrayDeque<>();
    private boolean spoiler;
    private String hiddenUntil = "";

    private ReviewText(String html) {
        this.html = html;
    }

    /**
     * @param spoiler whether a part of it is marked as a spoiler
     */
    record Result(String markdown, boolean spoiler) {}

    static Result of(String html) {
        ReviewText text = new ReviewText(html);
        return new Result(text.convert(), text.spoiler);
    }

    private String convert() {
        Matcher token = TOKEN.matcher(html);
        int from = 0;
        while (token.find()) {
            text(html.substring(from, token.start()));
            from = token.end();
            if (token.group(4) != null) {
                spoiler(!token.group(4).isEmpty());
            } else if (token.group(2) != null) {
                tag(token);
            }
        }
        text(html.substring(from));
        String lines = LINE_BLANKS.matcher(out).replaceAll("\n");
        return MANY_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    private void text(String text) {
        if (hiddenUntil.isEmpty()) {
            out.append(Entities.decode(text));
        }
    }

    private void tag(Matcher token) {
        String name = token.group(2).toLowerCase(Locale.ROOT);
        boolean closing = !token.group(1).isEmpty();
        if (!hiddenUntil.isEmpty()) {
            hiddenUntil = closing && name.equals(hiddenUntil) ? "" : hiddenUntil;
            return;
        }
        switch (name) {
            case "br" -> out.append('\n');
            case "p", "div", "blockquote", "ul", "ol", "h1", "h2", "h3" -> out.append("\n\n");
            case "li" -> out.append(closing ? "" : "\n- ");
            case "b", "strong" -> out.append("**");
            case "i", "em" -> out.append('*');
            case "a" -> link(closing, token.group(3));
            case "spoiler" -> spoiler(closing);
            case "script", "style" -> hiddenUntil = closing ? "" : name;
            default -> {
                // u, span, img and unknown tags: what they enclose is kept
            }
        }
    }

    private void spoiler(boolean closing) {
        spoiler = true;
        if (hiddenUntil.isEmpty()) {
            out.append(closing ? "[/spoiler]" : "[spoiler]");
        }
    }

    private void link(boolean closing, String attributes) {
        if (!closing) {
            Matcher href = HREF.matcher(attributes);
            String address = href.find() ? href.group(1) : "";
            links.push(address);
            out.append(address.isEmpty() ? "" : "[");
        } else if (!links.isEmpty()) {
            String address = links.pop();
            out.append(address.isEmpty() ? "" : "](" + address + ")");
        }
    }
}
