package dev.colophon.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.lookup.KeptAnswers.Key;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of answers. */
@EveryDatabase
@Timeout(60)
class KeptAnswersTest {
    private static final Key KEY = new Key(Provider.GOOGLE_BOOKS, "isbn:9780441013593");

    private final TestDatabase rows;
    private Instant now = Instant.parse("2026-03-14T12:00:00Z");
    private final KeptAnswers kept;

    KeptAnswersTest(TestDatabase rows) {
        this.rows = rows;
        this.kept = new KeptAnswers(rows.database(), () -> now, 5);
    }

    private static SourceBook dune() {
        return new SourceBook(
                "x1",
                BookDraft.titled("Dune", facts -> {
                    facts.contributors = List.of(new Contributor("Frank Herbert", Role.AUTHOR));
                    facts.isbn13 = "9780441013593";
                    facts.publishedOn = "2005-08";
                    facts.pageCount = 528;
                    facts.identifiers = Map.of("google", "x1");
                }),
                "x1");
    }

    private List<String> keys() {
        return rows.query("SELECT request_key FROM lookup_answers ORDER BY request_key");
    }

    @Test
    void what_was_found_is_kept_as_it_was_for_a_month() throws SourceFailure {
        kept.found(KEY, List.of(dune()));

        now = now.plus(Duration.ofDays(29));
        assertThat(kept.find(KEY).orElseThrow().orThrow()).containsExactly(dune());

        now = now.plus(Duration.ofDays(2));
        assertThat(kept.find(KEY)).isEmpty();
    }

    @Test
    void that_nothing_was_found_is_kept_for_two_days() throws SourceFailure {
        kept.found(KEY, List.of());

        now = now.plus(Duration.ofHours(47));
        assertThat(kept.find(KEY).orElseThrow().orThrow()).isEmpty();

        now = now.plus(Duration.ofHours(2));
        assertThat(kept.find(KEY)).isEmpty();
    }

    @Test
    void that_asking_failed_is_kept_for_two_minutes_and_gives_way_to_an_answer() throws SourceFailure {
        kept.failed(KEY);
        assertThatThrownBy(() -> kept.find(KEY).orElseThrow().orThrow()).isInstanceOf(SourceFailure.class);

        kept.found(KEY, List.of(dune()));
        assertThat(kept.find(KEY).orElseThrow().orThrow()).hasSize(1);

        kept.failed(KEY);
        now = now.plus(Duration.ofMinutes(3));
        assertThat(kept.find(KEY)).isEmpty();
    }

    @Test
    void an_answer_in_another_form_counts_as_none() {
        kept.found(KEY, List.of(dune()));
        rows.run("UPDATE lookup_answers SET answer = '[{\"once\": \"upon a time\"}]'");

        assertThat(kept.find(KEY)).isEmpty();
    }

    @Test
    void what_has_expired_is_swept() {
        kept.found(KEY, List.of(dune()));
        kept.failed(new Key(Provider.OPEN_LIBRARY, "words:dune"));
        now = now.plus(Duration.ofMinutes(5));

        kept.sweep();

        assertThat(keys()).containsExactly("isbn:9780441013593");
    }

    @Test
    void above_the_bound_those_go_that_would_expire_first() {
        for (int number = 0; number < 8; number++) {
            kept.found(new Key(Provider.OPEN_LIBRARY, "words:" + number), List.of(dune()));
            now = now.plus(Duration.ofMinutes(1));
        }

        kept.sweep();

        assertThat(keys()).containsExactly("words:3", "words:4", "words:5", "words:6", "words:7");
    }
}
