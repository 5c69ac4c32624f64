package dev.colophon.transfer.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews as people and Goodreads' editor write them. */
class ReviewTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I <3 it|I <3 it",
                "</3 it broke me|</3 it broke me",
                "for x <y it holds|for x <y it holds",
                "1 < 2 > 0|1 < 2 > 0",
                "<?php is odd|<?php is odd",
                "R&D, AT&T &unknown;|R&D, AT&T &unknown;",
                "&lt;b&gt; &eacute; &#8212; &#x1F409; &hearts;|<b> é — 🐉 ♥",
                "a&nbsp;b&#7;c|a b c",
            })
    void what_is_no_tag_is_text(String html, String markdown) {
        assertThat(markdown(html)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>One</p><p>Two</p>|One##Two",
                "One<br>Two<br /><br/><br/>Three|One#Two##Three",
                "<ul><li>One</li><li>Two</ul>after|- One#- Two##after",
                "<strong>bold</strong> and <EM>soft</EM>|**bold** and *soft*",
                "<b>never closed|**never closed**",
                "<u>plain</u> <span class=\"x\">text</span><img src=x>|plain text",
                "a<!-- b <i>c</i> -->d|ad",
                "a<style>p {}</style>b<script>c</script>|ab",
                "a<script>never closed|a",
            })
    void tags_become_markdown_or_vanish(String html, String markdown) {
        assertThat(markdown(html)).isEqualTo(markdown.replace('#', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href=\"https://example.org/x_(y)\">z</a>|[z](https://example.org/x_%28y%29)",
                "<a href='HTTP://example.org/?a=1&amp;b=2'>z</a>|[z](HTTP://example.org/?a=1&b=2)",
                "<a href=\"java&#115;cript:alert(1)\">z</a>|z",
                "<a href=\"https://example.org/a b\">z</a>|z",
                "<a href=\"/book/show/1\">z</a>|z",
                "<a name=x>z</a>|z",
            })
    void links_lead_to_the_web_or_nowhere(String html, String markdown) {
        assertThat(markdown(html)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource({"[SPOILER]x[/Spoiler]", "<spoiler>x</spoiler>", "<b><spoiler>x</b>"})
    void spoilers_have_one_spelling(String html) {
        ReviewText.Result result = ReviewText.of(html);

        assertThat(result.markdown().replace("**", "")).isEqualTo("[spoiler]x[/spoiler]");
        assertThat(result.spoiler()).isTrue();
    }

    @Test
    @Timeout(10)
    void a_hostile_review_is_read_quickly() {
        for (String tag :
                new String[] {"<b>", "<p><i>", "<a href=x>", "<!--", "<", "<table><b>", "</b>", "&#", "<div "}) {
            assertThat(markdown(tag.repeat(130_000 / tag.length()))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "<p></p>", "<br/>"})
    void nothing_stays_nothing(String html) {
        assertThat(markdown(html)).isEmpty();
    }

    private static String markdown(String html) {
        return ReviewText.of(html).markdown();
    }
}
