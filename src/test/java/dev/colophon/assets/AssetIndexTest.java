package dev.colophon.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.colophon.text.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetIndexTest {
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final byte[] CSS = Bundles.css("one");

    private final AssetIndex index = index("one");

    private static AssetIndex index(String version) {
        List<Asset> assets = Bundles.version(version).encode(Coding.values());
        return new AssetIndex(assets, List.of(), "test");
    }

    private AssetAnswer get(String path, @Nullable String coding, @Nullable String tags) {
        return index.find(path, coding, tags).orElseThrow();
    }

    private AssetAnswer css(@Nullable String coding) {
        return get(index.url("app.css"), coding, null);
    }

    @Test
    void an_address_holds_a_hash_of_the_content_before_the_extension() {
        assertThat(index.url("app.css")).matches("/assets/app\\.[0-9a-f]{16}\\.css");
        assertThat(index.url("app.min.js")).matches("/assets/app\\.min\\.[0-9a-f]{16}\\.js");
        assertThat(index.url("img/logo.svg")).matches("/assets/img/logo\\.[0-9a-f]{16}\\.svg");
        assertThat(index("one").url("app.css")).isEqualTo(index.url("app.css"));
        assertThat(index("two").url("app.css")).isNotEqualTo(index.url("app.css"));
        assertThat(index("two").url("img/logo.svg")).isEqualTo(index.url("img/logo.svg"));
    }

    @Test
    void an_address_of_a_file_that_is_not_bundled_is_a_fault() {
        assertThatThrownBy(() -> index.url("missing.css"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.css");
    }

    @Test
    void a_hashed_name_may_be_kept_for_ever() {
        AssetAnswer answer = css(null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.content()).isEqualTo(CSS);
        assertThat(answer.headers())
                .containsEntry("Cache-Control", FOREVER)
                .containsEntry("Content-Type", "text/css; charset=utf-8")
                .containsEntry("Vary", "Accept-Encoding")
                .doesNotContainKey("Content-Encoding");
        assertThat(answer.headers().get("ETag")).matches("\"[0-9a-f]{16}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/app.css", "/assets/app.0123456789abcdef.css", "/assets/app.ffffffffffffffff.css"})
    void a_plain_name_or_another_versions_hash_gets_the_current_file(String path) {
        AssetAnswer answer = get(path, null, null);

        assertThat(answer.content()).isEqualTo(CSS);
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/app",
                "/assets/APP.css",
                "/assets/app.0123456789abcde.css",
                "/assets/app.0123456789abcdef.js",
                "/assets/../pom.xml",
                "/assets/img/../app.css",
                "/assets/%2e%2e/app.css",
                "/assets/img%2flogo.svg",
                "/assets//app.css",
                "/assets/app.css/",
                "/assets/app.css\u0000",
                "/assets/app.css.gz",
                "/assets/SHA256SUMS",
                "/assets/manifest.json",
                "/assets/etc/passwd",
                "/app.css",
                ""
            })
    void everything_else_is_not_there(String path) {
        assertThat(index.find(path, "gzip", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                     | ''",
                "gzip, deflate, br, zstd              | zstd",
                "gzip, deflate, br                    | gzip",
                "GZIP                                 | gzip",
                "x-gzip                               | gzip",
                "deflate, br                          | ''",
                "identity                             | ''",
                "*                                    | zstd",
                "*;q=0.5, gzip                        | gzip",
                "zstd;q=0, *                          | gzip",
                "gzip;q=0.2, zstd;q=0.1               | gzip",
                "gzip;q=0.5, identity                 | ''",
                "gzip;q=0.5                           | gzip",
                "gzip;q=0                             | ''",
                "gzip; q=0.000                        | ''",
                "gzip;q=2                             | ''",
                "gzip;q=none                          | ''",
                "gzip;q=1.0, identity;q=0             | gzip",
                "identity;q=0                         | ''",
                "identity;q=0.5, *;q=0                | ''",
                "*;q=0, zstd                          | zstd",
                ";;,,q=1,=;                           | ''",
                "gzip gzip, zstd zstd                 | ''"
            })
    void the_coding_follows_the_weights(@Nullable String header, String expected) {
        AssetAnswer answer = css(header);

        assertThat(answer.headers().getOrDefault("Content-Encoding", "")).isEqualTo(expected);
        assertThat(answer.headers()).containsEntry("Vary", "Accept-Encoding");
    }

    @Test
    void an_empty_accept_encoding_means_plain() {
        assertThat(css("").headers()).doesNotContainKey("Content-Encoding");
    }

    @Test
    void every_coding_holds_the_same_content_under_its_own_tag() throws IOException {
        AssetAnswer gzip = css("gzip");
        AssetAnswer zstd = css("zstd");

        var unzipped = new GZIPInputStream(new ByteArrayInputStream(gzip.content()));
        assertThat(unzipped.readAllBytes()).isEqualTo(CSS);
        assertThat(Zstd.decompress(zstd.content(), CSS.length)).isEqualTo(CSS);
        assertThat(gzip.headers().get("ETag")).endsWith("-gz\"");
        assertThat(zstd.headers().get("ETag")).endsWith("-zst\"");
        assertThat(gzip.headers()).containsEntry("Content-Type", "text/css; charset=utf-8");
    }

    @Test
    void a_file_that_does_not_shrink_is_sent_plain_and_does_not_vary() {
        AssetAnswer answer = get(index.url("app.min.js"), "gzip, zstd", null);

        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/javascript; charset=utf-8")
                .doesNotContainKeys("Content-Encoding", "Vary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TAG", "W/TAG", "*", " * ", "\"other\", TAG", "\"a,b\",W/TAG , \"c\"", "\"other\",\t W/\"x\",TAG"
            })
    void a_known_tag_gets_304(String header) {
        String tag = css("gzip").headers().getOrDefault("ETag", "");

        AssetAnswer answer = get(index.url("app.css"), "gzip", header.replace("TAG", tag));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.isNotModified()).isTrue();
        assertThat(answer.content()).isEqualTo(css("gzip").content());
        assertThat(answer.headers())
                .containsEntry("ETag", tag)
                .containsEntry("Cache-Control", FOREVER)
                .containsEntry("Vary", "Accept-Encoding")
                .doesNotContainKeys("Content-Encoding", "Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"other\"", "HASH", "\"HASH", "w/\"HASH-gz", "\"HASH\"", "\"*\""})
    void another_tag_gets_the_file(String header) {
        String hash = css(null).headers().getOrDefault("ETag", "").replace("\"", "");

        AssetAnswer answer = get(index.url("app.css"), "gzip", header.replace("HASH", hash));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void another_builds_file_is_found_by_its_exact_name_and_only_so() {
        byte[] old = Bundles.css("old");
        Asset oldCss = Asset.of("app.css", Hash.hexadecimal(old), old, Coding.values());
        Asset css = Asset.of("app.css", Hash.hexadecimal(CSS), CSS, Coding.values());
        var both = new AssetIndex(List.of(css), List.of(oldCss), "test");

        AssetAnswer exact =
                both.find("/assets/" + oldCss.hashedName(), null, null).orElseThrow();
        assertThat(exact.content()).isEqualTo(old);
        assertThat(exact.headers()).containsEntry("Cache-Control", FOREVER);
        assertThat(both.url("app.css")).isEqualTo(index.url("app.css"));
        assertThat(both.find("/assets/app.css", null, null).orElseThrow().content())
                .isEqualTo(CSS);
    }
}
