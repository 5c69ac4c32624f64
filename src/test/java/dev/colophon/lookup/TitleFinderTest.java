package dev.colophon.lookup;

import static dev.colophon.lookup.ProviderServer.BOOKS;
import static dev.colophon.lookup.ProviderServer.COVERS;
import static dev.colophon.lookup.ProviderServer.GOOGLE;
import static dev.colophon.lookup.ProviderServer.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.numbered.NumberedBooks;
import dev.colophon.catalogue.numbered.NumberedBooks.Numbered;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Books that a list of ISBNs has left without a title get one in the background. */
@EveryDatabase
@Timeout(60)
class TitleFinderTest {
    private static final String DUNE = "9780441013593";
    private static final List<String> UNKNOWN =
            List.of("9780000000026", "9780000000033", "9780000000040", "9780000000057", "9780000000064");

    private final TestDatabase test;
    private final ProviderServer server = new ProviderServer();
    private final Catalogue catalogue;
    private final NumberedBooks books;
    private TestLookups lookups;
    private Caller mary;

    TitleFinderTest(TestDatabase test) {
        this.test = test;
        this.catalogue = new Catalogue(test.database(), Clock.systemUTC());
        this.books = new NumberedBooks(test.database(), Clock.systemUTC());
        this.lookups = newLookups();
    }

    @BeforeEach
    void addReader() {
        mary = Readers.add(test, "mary");
    }

    @AfterEach
    void close() {
        lookups.close();
        server.close();
    }

    private TestLookups newLookups() {
        return new TestLookups(test.database(), TestLookups.settings(server, "GOOGLE_BOOKS_API_KEY", ""));
    }

    private TitleFinder newFinder() {
        return new TitleFinder(lookups.lookups.lookup(), lookups.lookups.covers(), books, lookups, Duration.ZERO);
    }

    private UUID add(String isbn) {
        BookDraft draft = BookDraft.titled(BookDraft.unknownTitle("ISBN", isbn), facts -> facts.isbn13 = isbn);
        return catalogue.add(mary, draft).book().id();
    }

    private void openLibraryKnowsDune() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
        server.when(BOOKS, "", Reply.json(200, "{}"))
                .when(BOOKS, "ISBN:" + DUNE, Reply.recorded(200, "open-library-data.json"))
                .when(BOOKS, "jscmd=details", Reply.recorded(200, "open-library-details.json"))
                .when(WORKS, "", Reply.recorded(200, "open-library-work.json"))
                .when(COVERS, "", Reply.of(200, "image/jpeg", jpeg));
    }

    @Test
    void a_book_gets_its_title_authors_year_and_cover() {
        openLibraryKnowsDune();
        UUID id = add(DUNE);

        assertThat(newFinder().run()).isEqualTo(1);

        BookView book = catalogue.book(id);
        assertThat(book.title()).isEqualTo("Dune");
        assertThat(book.contributors()).extracting(BookView.Credit::name).contains("Frank Herbert");
        assertThat(book.publishedOn()).startsWith("2005");
        assertThat(lookups.kept).containsExactly("open_library 6");
        assertThat(books.next("", 10)).isEmpty();
    }

    @Test
    void what_somebody_has_written_meanwhile_stays() {
        openLibraryKnowsDune();
        UUID id = add(DUNE);
        catalogue.change(mary, id, OptionalLong.empty(), facts -> facts.with(it -> it.publisher = "My Press"));
        newFinder().run();

        assertThat(catalogue.book(id).title()).isEqualTo("Dune");
        assertThat(catalogue.book(id).publisher()).isEqualTo("My Press");

        catalogue.change(mary, id, OptionalLong.empty(), facts -> facts.with(it -> it.title = "My Dune"));
        BookDraft found = BookDraft.titled("Another", facts -> facts.pageCount = 3);
        assertThat(books.name(new Numbered(id, DUNE), found)).isFalse();
        assertThat(catalogue.book(id).title()).isEqualTo("My Dune");
    }

    @Test
    void what_was_not_found_rests_and_a_restart_forgets_no_book() {
        server.when(BOOKS, "", Reply.json(200, "{}"));
        UUID id = add(DUNE);
        TitleFinder finder = newFinder();
        assertThat(finder.run()).isZero();
        int asked = server.asked().size();
        assertThat(finder.run()).isZero();
        assertThat(newFinder().run()).isZero();
        assertThat(server.asked()).hasSize(asked);

        lookups.close();
        lookups = newLookups();
        lookups.pass(Duration.ofDays(3));
        openLibraryKnowsDune();
        assertThat(newFinder().run()).isEqualTo(1);
        assertThat(catalogue.book(id).title()).isEqualTo("Dune");
    }

    @Test
    void a_provider_that_fails_is_left_alone_and_the_books_wait() {
        server.when(BOOKS, "", Reply.of(500, "text/html", "down".getBytes(StandardCharsets.UTF_8)));
        UNKNOWN.forEach(this::add);

        assertThat(newFinder().run()).isZero();

        assertThat(UNKNOWN.stream().filter(this::isAskedFor)).hasSizeLessThanOrEqualTo(3);
        assertThat(books.next("", 10)).hasSize(UNKNOWN.size());
        assertThat(server.asked(GOOGLE)).isZero();
    }

    private boolean isAskedFor(String isbn) {
        return server.asked().stream().anyMatch(one -> one.path().contains(isbn));
    }

    @Test
    void a_number_of_the_provider_that_another_book_has_is_left_to_it() {
        openLibraryKnowsDune();
        BookDraft other = BookDraft.titled("Other", facts -> facts.identifiers = Map.of("openlibrary", "OL3421230M"));
        catalogue.add(mary, other);
        UUID id = add(DUNE);

        assertThat(newFinder().run()).isEqualTo(1);
        assertThat(catalogue.book(id).title()).isEqualTo("Dune");
        assertThat(catalogue.changeable(mary, id).facts().identifiers()).isEmpty();
    }

    @Test
    void they_come_by_their_numbers_in_parts() {
        UNKNOWN.forEach(this::add);
        catalogue.add(mary, BookDraft.titled("ISBN 9780000000071 and more", facts -> facts.pageCount = 1));
        List<Numbered> first = books.next("", 3);
        List<Numbered> rest = books.next(first.getLast().isbn13(), 3);

        assertThat(first).extracting(Numbered::isbn13).containsExactlyElementsOf(UNKNOWN.subList(0, 3));
        assertThat(rest).extracting(Numbered::isbn13).containsExactlyElementsOf(UNKNOWN.subList(3, 5));
    }
}
