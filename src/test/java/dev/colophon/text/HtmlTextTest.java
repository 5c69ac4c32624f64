package dev.colophon.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTML as words alone; as Markdown it is tested where reviews are read. */
class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>One</p><p>Two<br>Three</p>|One##Two#Three",
                "<b>bold</b> and <i>soft</i>|bold and soft",
                "<a href=\"https://example.org/\">a link</a>|a link",
                "<spoiler>He dies</spoiler>|He dies",
                "I <3 it, R&amp;D|I <3 it, R&D",
                "a<script>alert(1)</script>b<style>c</style>|ab",
            })
    void only_words_come_through(String html, String plain) {
        assertThat(HtmlText.plain(html)).isEqualTo(plain.replace('#', '\n'));
    }
}
