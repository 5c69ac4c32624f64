package dev.colophon.journal.pages;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;

/**
 * Markdown as HTML that a page can show whoever wrote it. HTML inside it is shown as text, a picture
 * becomes a link to it, and whatever then is left passes an allow-list.
 */
final class Markdown {
    /** Deeper nesting than any reader means is shown as text; it would cost time. */
    private static final int MAX_DEPTH = 20;

    /** Below the heading of the section that shows the text, so that a page keeps its outline. */
    private static final int HEADING_LEVEL = 3;

    private static final Parser PARSER = Parser.builder()
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            .build();

    /** A line stays a line, as in verse. */
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>")
            .build();

    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "hr", "h3", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
            .addAttributes("a", "href", "title")
            .addAttributes("ol", "start")
            .addProtocols("a", "href", "http", "https")
            .addEnforcedAttribute("a", "rel", "nofollow noopener");

    private Markdown() {}

    static String html(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new Tamed());
        return Jsoup.clean(RENDERER.render(document), "", ALLOWED, new OutputSettings().prettyPrint(false));
    }

    /** The first words of such HTML as plain text, at most so many characters of it. */
    static String beginning(String html, int characters) {
        String text = Jsoup.parseBodyFragment(html).text();
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters)) + "…";
    }

    /** Leaves out what a page cannot show: pictures of other sites and headings above its own. */
    private static final class Tamed extends AbstractVisitor {
        @Override
        public void visit(Image image) {
            visitChildren(image);
            var link = new Link(image.getDestination(), image.getTitle());
            Node child = image.getFirstChild();
            while (child != null) {
                Node next = child.getNext();
                link.appendChild(child);
                child = next;
            }
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            image.insertAfter(link);
            image.unlink();
        }

        @Override
        public void visit(Heading heading) {
            heading.setLevel(HEADING_LEVEL);
            visitChildren(heading);
        }
    }
}
