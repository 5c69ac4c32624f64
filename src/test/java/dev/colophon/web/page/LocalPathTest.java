package dev.colophon.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect after signing in may lead. */
class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/shelf", "/shelf?status=read&q=%2F%2Fevil", "/a/b#c", "/a//b"})
    void a_path_of_this_site_is_local(String location) {
        assertThat(LocalPath.holds(location)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shelf",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/a\r\nSet-Cookie: x=1",
                " /shelf",
                "/a b",
                "/caf\u00e9",
                "/a\\b"
            })
    void anything_else_is_not(String location) {
        assertThat(LocalPath.holds(location)).isFalse();
    }
}
