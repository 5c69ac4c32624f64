package dev.colophon.transfer.goodreads.cell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Turns the HTML of a review into Markdown. Only text, emphasis, links to web addresses and marks
 * of spoilers come through; scripts and styles vanish with their content, all other tags without.
 */
public final class ReviewText implements NodeVisitor {
    /** Begins no tag: "I <3 it", "</3". HTML would hide what follows up to the next bracket. */
    private static final Pattern BARE_BRACKET = Pattern.compile("<(?!/?[a-zA-Z][^<>]*>|!--)");

    private static final Pattern SPOILER = Pattern.compile("\\[(/?)spoiler]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\"'\\s<>]+", Pattern.CASE_INSENSITIVE);

    /** A character reference could bring them in; a no-break space is a space. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u00a0&&[^\\n\\t]]");

    private static final Pattern LINE_BLANKS = Pattern.compile("[ \t]+\n");
    private static final Pattern MANY_LINES = Pattern.compile("\n{3,}");

    private final StringBuilder out = new StringBuilder();

    private ReviewText() {}

    /**
     * Markdown with what it says about itself.
     *
     * @param spoiler whether a part of it is marked as a spoiler
     */
    public record Result(String markdown, boolean spoiler) {}

    /** Reads HTML, however broken it is. */
    public static Result of(String html) {
        ReviewText text = new ReviewText();
        Jsoup.parseBodyFragment(BARE_BRACKET.matcher(html).replaceAll("&lt;"))
                .body()
                .traverse(text);
        return text.result();
    }

    private Result result() {
        String lines = LINE_BLANKS.matcher(out).replaceAll("\n");
        Matcher spoiler = SPOILER.matcher(MANY_LINES.matcher(lines).replaceAll("\n\n"));
        boolean found = spoiler.find();
        return new Result(spoiler.replaceAll("[$1spoiler]").strip(), found);
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            out.append(CONTROL.matcher(text.getWholeText()).replaceAll(" "));
        } else if (node instanceof Element element) {
            out.append(opening(element));
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            out.append(closing(element));
        }
    }

    private static String opening(Element element) {
        return switch (element.normalName()) {
            case "br" -> "\n";
            case "li" -> "\n- ";
            case "a" -> address(element).isPresent() ? "[" : "";
            case "spoiler" -> "[spoiler]";
            default -> around(element);
        };
    }

    private static String closing(Element element) {
        return switch (element.normalName()) {
            case "a" -> address(element).map("](%s)"::formatted).orElse("");
            case "spoiler" -> "[/spoiler]";
            default -> around(element);
        };
    }

    private static String around(Element element) {
        return switch (element.normalName()) {
            case "p", "div", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6" -> "\n\n";
            case "b", "strong" -> "**";
            case "i", "em" -> "*";
            default -> "";
        };
    }

    /** Where a link leads on the web; round brackets would end it in Markdown. */
    private static Optional<String> address(Element link) {
        String address = link.attr("href").strip();
        return ADDRESS.matcher(address).matches()
                ? Optional.of(address.replace("(", "%28").replace(")", "%29"))
                : Optional.empty();
    }
}
