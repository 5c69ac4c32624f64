package dev.colophon.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.web.page.Texts;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a User-Agent: a few words that nobody else has chosen. */
class DeviceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126.0 Safari/537.36 Edg/126.0 | Edge on Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/17 Safari/605 | Safari on macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/126.0 Mobile Safari/604 | Chrome on iPhone",
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126.0 Mobile Safari/537 | Chrome on Android",
                "Mozilla/5.0 (X11; CrOS x86_64) Chrome/126.0 Safari/537 | Chrome on ChromeOS",
                "curl/8.5.0 | curl",
                "Java-http-client/25 | Java-http-client",
                "e_reader.app (secret token here) | e_reader.app"
            })
    void browser_and_system_or_the_program_are_told(String userAgent, String device) {
        assertThat(Device.of(userAgent)).isEqualTo(device);
    }

    @Test
    void a_page_says_it_in_the_language_of_its_reader() {
        Texts german = Texts.of(Locale.GERMAN);

        assertThat(SessionPages.said("Firefox on Linux", german)).isEqualTo("Firefox auf Linux");
        assertThat(SessionPages.said("curl", german)).isEqualTo("curl");
        assertThat(SessionPages.said("", german)).isEqualTo("Unbekanntes Gerät");
    }

    @Test
    void nothing_of_what_is_odd_or_long_is_kept() {
        assertThat(Device.of("")).isEmpty();
        assertThat(Device.of("<script>alert(1)</script>")).isEmpty();
        assertThat(Device.of("\u0000\u202e")).isEmpty();
        assertThat(Device.of("x".repeat(10_000))).hasSize(40);
        assertThat(Device.of("Firefox/<b>")).isEqualTo("Firefox");
    }
}
