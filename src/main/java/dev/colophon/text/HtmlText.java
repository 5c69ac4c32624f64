package dev.colophon.text;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Turns HTML that somebody else wrote into text, however broken it is. Scripts and styles vanish with
 * their content, all other tags without; paragraphs and line breaks stay.
 */
public final class HtmlText implements NodeVisitor {
    /** Begins no tag: "I <3 it", "</3". HTML would hide what follows up to the next bracket. */
    private static final Pattern BARE_BRACKET = Pattern.compile("<(?!/?[a-zA-Z][^<>]*>|!--)");

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\"'\\s<>]+", Pattern.CASE_INSENSITIVE);

    /** A character reference could bring them in; a no-break space is a space. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u00a0&&[^\\n\\t]]");

    private static final Pattern LINE_BLANKS = Pattern.compile("[ \t]+\n");
    private static final Pattern MANY_LINES = Pattern.compile("\n{3,}");

    private final StringBuilder out = new StringBuilder();
    private final boolean markdown;

    private HtmlText(boolean markdown) {
        this.markdown = markdown;
    }

    /** Markdown with emphasis, links to web addresses, and the tag {@code spoiler} in square brackets. */
    public static String markdown(String html) {
        return read(html, new HtmlText(true));
    }

    /** The words alone. */
    public static String plain(String html) {
        return read(html, new HtmlText(false));
    }

    private static String read(String html, HtmlText text) {
        Jsoup.parseBodyFragment(BARE_BRACKET.matcher(html).replaceAll("&lt;"))
                .body()
                .traverse(text);
        String lines = LINE_BLANKS.matcher(text.out).replaceAll("\n");
        return MANY_LINES.matcher(lines).replaceAll("\n\n").strip();
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

    private String opening(Element element) {
        return switch (element.normalName()) {
            case "br" -> "\n";
            case "li" -> "\n- ";
            case "a" -> markdown && address(element).isPresent() ? "[" : "";
            case "spoiler" -> markdown ? "[spoiler]" : "";
            default -> around(element);
        };
    }

    private String closing(Element element) {
        return switch (element.normalName()) {
            case "a" -> markdown ? address(element).map("](%s)"::formatted).orElse("") : "";
            case "spoiler" -> markdown ? "[/spoiler]" : "";
            default -> around(element);
        };
    }

    private String around(Element element) {
        return switch (element.normalName()) {
            case "p", "div", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6" -> "\n\n";
            case "b", "strong" -> markdown ? "**" : "";
            case "i", "em" -> markdown ? "*" : "";
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
