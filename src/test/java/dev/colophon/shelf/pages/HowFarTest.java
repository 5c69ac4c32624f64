package dev.colophon.shelf.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.shelf.Status;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HowFarTest {
    private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 14);

    private static String position(Unit unit, int amount, @Nullable Integer pages) {
        var id = new UUID(0, 0);
        return HowFar.position(
                new ReadingProgress(id, id, unit, amount, null, Instant.EPOCH), new Length(pages, pages), ENGLISH);
    }

    private static String since(Status status, @Nullable LocalDate day) {
        return HowFar.since(status, day, TODAY, ENGLISH);
    }

    @Test
    void a_position_names_the_whole_where_it_is_known() {
        assertThat(position(Unit.PAGE, 210, 388)).isEqualTo("page 210 of 388");
        assertThat(position(Unit.PAGE, 210, null)).isEqualTo("page 210");
        assertThat(position(Unit.MINUTE, 90, 700)).isEqualTo("minute 90 of 700");
        assertThat(position(Unit.PERCENT, 54, 388)).isEqualTo("54\u00a0%");
    }

    @Test
    void the_time_since_the_start_is_said_as_people_say_it() {
        assertThat(since(Status.READING, TODAY.minusDays(12))).isEqualTo("reading for 12 days");
        assertThat(since(Status.READING, TODAY.minusDays(1))).isEqualTo("reading since yesterday");
        assertThat(since(Status.READING, TODAY)).isEqualTo("reading since today");
        assertThat(since(Status.READING, TODAY.plusDays(1)))
                .as("it is tomorrow elsewhere")
                .isEqualTo("reading since today");
        assertThat(since(Status.READING, null)).isEqualTo("reading");
        assertThat(since(Status.PAUSED, TODAY.minusDays(12))).isEqualTo("paused, begun 12 days ago");
        assertThat(since(Status.PAUSED, null)).isEqualTo("paused");
        assertThat(since(Status.READ, TODAY)).isEmpty();
    }
}
