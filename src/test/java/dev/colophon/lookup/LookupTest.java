package dev.colophon.lookup;

import static dev.colophon.lookup.ProviderServer.BOOKS;
import static dev.colophon.lookup.ProviderServer.GOOGLE;
import static dev.colophon.lookup.ProviderServer.SEARCH;
import static dev.colophon.lookup.ProviderServer.WORKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.lookup.LookupAnswer.Asked;
import dev.colophon.lookup.LookupAnswer.Outcome;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found at the providers, in recorded answers. */
@Timeout(60)
class LookupTest {
    private static final String ISBN = "9780441013593";

    private final ProviderServer server = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private TestLookups lookups = new TestLookups(rows.database(), TestLookups.settings(server));

    @AfterEach
    void close() {
        lookups.close();
        rows.close();
        server.close();
    }

    private void use(String... namesAndValues) {
        lookups.close();
        lookups = new TestLookups(rows.database(), TestLookups.settings(server, namesAndValues));
    }

    private void openLibraryKnowsDune() {
        server.when(BOOKS, "jscmd=data", Reply.recorded(200, "open-library-data.json"))
                .when(BOOKS, "jscmd=details", Reply.recorded(200, "open-library-details.json"))
                .when(WORKS, "", Reply.recorded(200, "open-library-work.json"));
    }

    @Test
    void google_knows_a_book_by_its_isbn_and_a_partial_date_stays_partial() {
        server.when(GOOGLE, "q=isbn:" + ISBN, Reply.recorded(200, "google-isbn.json"));

        LookupAnswer answer = lookups.find("0-441-01359-7");

        assertThat(answer.drafts()).hasSize(1);
        SourceBook book = answer.drafts().getFirst().book();
        assertThat(answer.drafts().getFirst().confidence()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(book.facts().publishedOn()).isEqualTo("2005-08");
        assertThat(book.facts().isbn13()).isEqualTo(ISBN);
        assertThat(book.facts().contributors())
                .extracting(BookDraft.Contributor::name)
                .containsExactly("Frank Herbert");
        assertThat(book.facts().description()).isEqualTo("Set on the desert planet Arrakis & beyond.\nA classic.");
        assertThat(book.facts().identifiers()).containsEntry("google", "B1hSG45JCX4C");
        assertThat(book.cover()).isEqualTo("B1hSG45JCX4C");
        assertThat(outcomes(answer)).containsExactly(Outcome.HIT, Outcome.NOT_ASKED);
    }

    @Test
    void a_country_is_named_and_the_key_is_in_no_address() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json"));

        lookups.find(ISBN);

        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().getFirst().path()).contains("country=US").doesNotContain("a-key-of-google");
        assertThat(server.asked().getFirst().header("X-goog-api-key")).isEqualTo("a-key-of-google");
    }

    @Test
    void digits_find_what_the_isbn_search_of_google_does_not() {
        server.when(GOOGLE, "q=isbn:", Reply.recorded(200, "google-none.json"))
                .when(GOOGLE, "q=" + ISBN, Reply.recorded(200, "google-isbn.json"));

        assertThat(lookups.find(ISBN).drafts()).hasSize(1);
    }

    @Test
    void a_book_with_another_isbn_than_the_one_asked_for_is_left_out() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json"))
                .when(
                        BOOKS,
                        "",
                        Reply.json(
                                200,
                                "{\"ISBN:9780141439587\":{\"key\":\"/books/OL1M\",\"title\":\"Dune\","
                                        + "\"identifiers\":{\"isbn_13\":[\"" + ISBN + "\"]}}}"));

        LookupAnswer answer = lookups.find("9780141439587");

        assertThat(answer.drafts()).isEmpty();
        assertThat(outcomes(answer)).containsExactly(Outcome.MISS, Outcome.MISS);
    }

    @Test
    void open_library_is_asked_where_google_has_nothing() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-none.json"));
        openLibraryKnowsDune();

        LookupAnswer answer = lookups.find(ISBN);

        assertThat(outcomes(answer)).containsExactly(Outcome.MISS, Outcome.HIT);
        SourceBook book = answer.drafts().getFirst().book();
        BookDraft facts = book.facts();
        assertThat(List.of(facts.title(), facts.publisher(), facts.publishedOn(), facts.language(), facts.pageCount()))
                .containsExactly("Dune", "Ace Books", "2005-08-02", "en", 528);
        assertThat(facts.description()).isEqualTo("Set on the desert planet Arrakis.\n\nThe first of six.");
        assertThat(facts.identifiers()).containsEntry("openlibrary", "OL3421230M");
        assertThat(book.cover()).isEqualTo("11481354");
    }

    @Test
    void without_its_lesser_answers_a_book_of_open_library_is_found_all_the_same() {
        use("GOOGLE_BOOKS_API_KEY", "");
        openLibraryKnowsDune();
        server.when(BOOKS, "jscmd=details", Reply.json(500, "{}"));

        BookDraft facts = lookups.find(ISBN).drafts().getFirst().book().facts();

        assertThat(facts.publisher()).isEqualTo("Ace Books");
        assertThat(facts.language()).isNull();
    }

    @Test
    void a_book_that_nobody_knows_is_no_failure() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-none.json")).when(BOOKS, "", Reply.json(200, "{}"));

        LookupAnswer answer = lookups.find(ISBN);

        assertThat(answer.notices()).isEmpty();
        assertThat(outcomes(answer)).containsExactly(Outcome.MISS, Outcome.MISS);
    }

    @Test
    void words_find_several_books_and_the_surest_comes_first() {
        server.when(GOOGLE, "q=Dune herbert", Reply.recorded(200, "google-search.json"));

        LookupAnswer answer = lookups.find(" Dune  herbert ");

        assertThat(answer.drafts())
                .extracting(
                        draft -> draft.book().facts().title(),
                        draft -> draft.confidence().toString())
                .containsExactly(
                        tuple("Dune Messiah", "0.90"), tuple("Dune", "0.90"), tuple("The Road to Dune", "0.45"));
        assertThat(answer.drafts().get(1).book().facts().isbn13()).isEqualTo(ISBN);
    }

    @Test
    void a_work_of_open_library_is_shown_by_the_edition_that_fits() {
        use("LOOKUP_PROVIDERS", "open_library,google_books");
        server.when(SEARCH, "q=dune herbert", Reply.recorded(200, "open-library-search.json"));

        List<LookupAnswer.Draft> drafts = lookups.find("dune herbert").drafts();

        BookDraft first = drafts.getFirst().book().facts();
        assertThat(List.of(
                        first.isbn13(), first.publisher(), first.publishedOn(), first.language(), first.originalYear()))
                .containsExactly(ISBN, "Ace Books", "2005-08-02", "en", 1965);
        assertThat(drafts.getFirst().book().cover()).isEqualTo("11481354");
        assertThat(drafts.get(1).book().facts().isbn13()).isNull();
        assertThat(drafts.get(1).book().cover()).isNull();
        assertThat(server.asked(GOOGLE)).isZero();
    }

    @Test
    void open_library_is_told_who_asks() {
        use("GOOGLE_BOOKS_API_KEY", "");

        lookups.find(ISBN);

        assertThat(server.asked().getFirst().header("User-agent"))
                .matches("Colophon/\\S+ \\(mailto:admin@books\\.example\\)");
    }

    @Test
    void without_a_contact_open_library_is_off_and_the_answer_says_so() {
        use("OPEN_LIBRARY_CONTACT", "");

        LookupAnswer answer = lookups.find(ISBN);

        assertThat(server.asked("/open-library")).isZero();
        assertThat(answer.providers())
                .contains(new Asked(
                        Provider.OPEN_LIBRARY, Outcome.OFF, "Open Library is off: OPEN_LIBRARY_CONTACT is not set."));
    }

    @Test
    void offline_nobody_is_asked_and_the_answer_says_so() {
        use("APP_OFFLINE", "1");

        LookupAnswer answer = lookups.find(ISBN);

        assertThat(server.asked()).isEmpty();
        assertThat(answer.isOff()).isTrue();
        assertThat(answer.providers()).extracting(Asked::detail).allMatch(detail -> detail.contains("APP_OFFLINE"));
    }

    @Test
    void an_answer_is_asked_for_once() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-search.json"));

        LookupAnswer first = lookups.find("dune herbert");
        LookupAnswer second = lookups.find("DUNE  Herbert");

        assertThat(second).isEqualTo(first);
        assertThat(server.asked()).hasSize(1);
        assertThat(lookups.meters.text())
                .contains("colophon_lookup_cache_total{provider=\"google_books\",result=\"hit\"} 1");
    }

    @Test
    void who_asks_the_same_at_the_same_time_waits_for_the_one_answer() throws Exception {
        server.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json").after(Duration.ofMillis(400)));

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<LookupAnswer>> all = threads.invokeAll(List.of(
                    () -> lookups.find(ISBN),
                    () -> lookups.find(ISBN),
                    () -> lookups.find(ISBN),
                    () -> lookups.find(ISBN)));
            for (Future<LookupAnswer> one : all) {
                assertThat(one.get().drafts()).hasSize(1);
            }
        }

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void a_result_of_a_search_is_completed_before_it_is_taken() {
        use("GOOGLE_BOOKS_API_KEY", "");
        server.when(SEARCH, "", Reply.recorded(200, "open-library-search.json"));
        openLibraryKnowsDune();
        LookupQuery query = LookupQuery.parse("dune herbert").orElseThrow();

        SourceBook taken = lookups.lookups.lookup().again(query, Provider.OPEN_LIBRARY, "OL893415W");

        assertThat(taken.facts().pageCount()).isEqualTo(528);
        assertThat(taken.facts().originalYear()).isEqualTo(1965);
        assertThat(taken.facts().description()).startsWith("Set on the desert planet");
    }

    @Test
    void a_result_that_was_not_found_cannot_be_taken() {
        server.when(GOOGLE, "", Reply.recorded(200, "google-search.json"));
        LookupQuery query = LookupQuery.parse("dune herbert").orElseThrow();

        assertThatThrownBy(() -> lookups.lookups.lookup().again(query, Provider.GOOGLE_BOOKS, "forged"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("search again");
    }

    private static List<Outcome> outcomes(LookupAnswer answer) {
        return answer.providers().stream().map(Asked::outcome).toList();
    }
}
