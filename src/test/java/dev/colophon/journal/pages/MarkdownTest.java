package dev.colophon.journal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MarkdownTest {
    private static final Set<String> ELEMENTS =
            Set.of("p", "br", "hr", "h3", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a");

    @Test
    void what_readers_write_is_shown() {
        assertThat(Markdown.html("A *fine* **day**\nin `may`"))
                .isEqualTo("<p>A <em>fine</em> <strong>day</strong><br>in <code>may</code></p>\n");
        assertThat(Markdown.html("- a\n- b\n\n3. c")).contains("<ul>", "<li>a</li>", "<ol start=\"3\">");
        assertThat(Markdown.html("> said")).contains("<blockquote>", "said");
        assertThat(Markdown.html("[there](https://example.org/a?b=c&d)"))
                .isEqualTo("<p><a href=\"https://example.org/a?b=c&amp;d\" rel=\"nofollow noopener\">there</a></p>\n");
    }

    @Test
    void headings_stay_below_those_of_the_page() {
        assertThat(Markdown.html("# One\n\n###### Six")).isEqualTo("<h3>One</h3>\n<h3>Six</h3>\n");
    }

    @Test
    void a_picture_becomes_a_link_to_it() {
        assertThat(Markdown.html("![a *cat*](https://example.org/cat.png)"))
                .isEqualTo("<p><a href=\"https://example.org/cat.png\" rel=\"nofollow noopener\">a"
                        + " <em>cat</em></a></p>\n");
        assertThat(Markdown.html("![](https://example.org/cat.png)")).contains(">https://example.org/cat.png</a>");
    }

    @Test
    void html_is_shown_as_text() {
        assertThat(Jsoup.parseBodyFragment(Markdown.html("2 < 3 & <b>x</b>")).text())
                .isEqualTo("2 < 3 & <b>x</b>");
    }

    static List<String> attacks() {
        return List.of(
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<object data=javascript:alert(1)>",
                "<form action=/account/remove method=post><button>x",
                "<base href=//evil.example/>",
                "<meta http-equiv=refresh content='0;url=//evil.example'>",
                "<style>*{display:none}</style>",
                "<link rel=stylesheet href=//evil.example/x.css>",
                "<input autofocus onfocus=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<!--><script>alert(1)</script>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php echo '<script>alert(1)</script>' ?>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java&#x0A;script:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x]( javascript:alert(1))",
                "[x](\u0001javascript:alert(1))",
                "[x](<javascript:alert(1)>)",
                "[x](vbscript:msgbox(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "[x](file:///etc/passwd)",
                "[x](//evil.example)",
                "[x](/account/remove)",
                "[x](https:evil.example)",
                "[x](https://a\" onmouseover=\"alert(1))",
                "[x](https://a 'y\" onmouseover=\"alert(1)')",
                "[x](https://a \"><script>alert(1)</script>\")",
                "![x](javascript:alert(1))",
                "![x](https://evil.example/pixel.gif)",
                "![\"><script>alert(1)</script>](https://a)",
                "![x\" onerror=\"alert(1)](https://a/b.png)",
                "<javascript:alert(1)>",
                "<https://a/\"onmouseover=alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
                "``` onmouseover=alert(1)\nx\n```",
                "`</code><script>alert(1)</script>`",
                "    </code></pre><script>alert(1)</script>",
                "**<img src=x onerror=alert(1)>**",
                "# </h3><script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "[![a](https://a/b.png)](javascript:alert(1))",
                "[a <b onclick=alert(1)>](https://a)",
                "\u2028<script>alert(1)</script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<<script>alert(1);//<</script>");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void no_attack_leaves_more_than_what_is_allowed(String attack) {
        demandHarmless(attack);
        demandHarmless("> - " + attack.replace("\n", "\n>   "));
        demandHarmless("a *b " + attack + "* c");
        demandHarmless(attack + "\n\n" + attack);
    }

    @Test
    void no_mixture_of_pieces_leaves_more_than_what_is_allowed() {
        List<String> pieces = List.of(
                "<",
                ">",
                "\"",
                "'",
                "`",
                "```\n",
                "[",
                "](",
                ")",
                "!",
                "*",
                "_",
                "\n",
                "\n\n",
                "    ",
                "> ",
                "- ",
                "&",
                ";",
                "#x3c",
                "\\",
                "javascript:",
                "https://a",
                "script",
                "onerror=",
                "img src=",
                "/",
                "=",
                " ",
                "a",
                "]: ",
                "<!--",
                "-->",
                "&lt",
                "&#60;",
                "\t",
                "#",
                "1. ",
                "---",
                "svg",
                "\u0000",
                "\uFFFD",
                "\r");
        var random = new Random(12);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int piece = random.nextInt(30); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            demandHarmless(text.toString());
        }
    }

    private static void demandHarmless(String markdown) {
        String html = Markdown.html(markdown);
        for (Element element : Jsoup.parseBodyFragment(html).body().select("body > *, body > * *")) {
            assertThat(ELEMENTS).as("%s\n%s", markdown, html).contains(element.normalName());
            for (Attribute attribute : element.attributes()) {
                demandHarmless(markdown, html, element, attribute);
            }
        }
    }

    private static void demandHarmless(String markdown, String html, Element element, Attribute attribute) {
        String value = attribute.getValue();
        boolean allowed = switch (element.normalName() + " " + attribute.getKey()) {
            case "a href" -> value.matches("(?i)https?://.*");
            case "a rel" -> value.equals("nofollow noopener");
            case "a title" -> true;
            case "ol start" -> value.matches("-?[0-9]+");
            default -> false;
        };
        assertThat(allowed).as("%s in %s\n%s", attribute, markdown, html).isTrue();
    }

    @Test
    void every_link_is_marked_as_not_ours() {
        for (Element link : Jsoup.parseBodyFragment(
                        Markdown.html("[a](https://a) <https://b> ![c](http://c)\n\n[d][e]\n\n[e]: https://d"))
                .select("a")) {
            assertThat(link.attr("rel")).isEqualTo("nofollow noopener");
        }
    }

    static List<String> monsters() {
        int most = 65_536;
        return List.of(
                ">".repeat(most),
                "- ".repeat(most / 2) + "a",
                "- ".repeat(most / 4) + "a" + "\n".repeat(most / 2),
                "*a **a ".repeat(most / 7),
                "[".repeat(most),
                "![".repeat(most / 2),
                "[a](".repeat(most / 4),
                "<".repeat(most),
                "`a``b".repeat(most / 5),
                "&".repeat(most),
                "_a ".repeat(most / 3),
                "[a]: /\n".repeat(most / 7),
                "# a\n".repeat(most / 4));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    @Timeout(5)
    void no_text_takes_long_or_much_of_the_stack(String text) throws InterruptedException {
        var html = new String[1];
        Thread thread = Thread.ofVirtual().start(() -> html[0] = Markdown.html(text));
        thread.join();

        assertThat(html[0]).isNotNull();
    }
}
