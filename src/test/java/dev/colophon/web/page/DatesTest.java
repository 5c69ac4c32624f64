package dev.colophon.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

    private static Dates dates(String tag) {
        return new Dates(Locale.forLanguageTag(tag), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-GB; 4 May 2026",
                "en-US; May 4, 2026",
                "de-DE; 4. Mai 2026",
                "fr-FR; 4 mai 2026",
                "es-ES; 4 de mayo de 2026",
                "ja-JP; 2026年5月4日",
                "sv-SE; 4 maj 2026"
            })
    void a_day_is_written_as_the_locale_writes_it(String tag, String written) {
        assertThat(dates(tag).day(DAY)).isEqualTo(written);
    }

    @Test
    void an_instant_is_shown_in_the_readers_zone() {
        Instant lateEvening = Instant.parse("2026-05-04T22:30:00Z");

        assertThat(new Dates(Locale.UK, ZoneId.of("Europe/Berlin")).time(lateEvening))
                .isEqualTo("5 May 2026, 00:30");
        assertThat(new Dates(Locale.UK, ZoneId.of("America/New_York")).day(lateEvening))
                .isEqualTo("4 May 2026");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2017; 2017",
                "2017-05; May 2017",
                "2017-05-04; 4 May 2017",
                "2017-13; 2017-13",
                "spring; spring",
                "-0044; -0044"
            })
    void only_what_is_known_of_a_day_is_written(String stored, String written) {
        assertThat(dates("en-GB").partial(stored)).isEqualTo(written);
    }

    @Test
    void a_month_alone_is_written_as_the_locale_writes_it() {
        assertThat(dates("de-DE").partial("2017-05")).isEqualTo("Mai 2017");
        assertThat(dates("ja-JP").partial("2017-05")).isEqualTo("2017年5月");
    }

    @Test
    void a_zone_has_an_id_of_the_zone_database() {
        assertThat(Dates.zone("Europe/Berlin")).isEqualTo(ZoneId.of("Europe/Berlin"));
        for (String wrong : new String[] {"Mars/Olympus", "+02:00", "europe/berlin", ""}) {
            assertThat(Dates.zone(wrong)).as(wrong).isNull();
        }
        assertThat(Dates.zone(null)).isNull();
        assertThat(Dates.zones()).contains("Europe/Berlin", "UTC").doesNotContain("Etc/GMT+1", "SystemV/EST5");
    }
}
