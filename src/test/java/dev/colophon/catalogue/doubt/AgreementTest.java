package dev.colophon.catalogue.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hollow Lanterns | Ida Muster | hollow lanterns | Somebody Else",
                "Hollow Lanterns | Ida Muster | Hollow Lanterns: A Novel | Somebody Else",
                "Hollow Lanterns | Ida Muster | Hollow Lanterns (Lantern, #2) | Somebody Else",
                "Hollow Lanterns: Night | Ida Muster | Hollow Lanterns [Large Print] | Somebody Else",
                "The Lord of the Rings | Ida Muster | Lord of the Rings | Somebody Else",
                "Hollow Lanterns | Ida Muster | Die leeren Laternen | Ida Muster",
                "Hollow Lanterns | Ida Muster | Die leeren Laternen | Muster, I.",
                "Hollow Lanterns | J. R. R. Tolkien | Die leeren Laternen | John Tolkien",
                "Hollow Lanterns | Åse Ödman | Die leeren Laternen | Ase Odman",
            })
    void a_title_or_a_person_in_common_is_enough(String title, String author, String other, String otherAuthor) {
        assertThat(Agreement.of(book(title, author), book(other, otherAuthor))).isTrue();
        assertThat(Agreement.of(book(other, otherAuthor), book(title, author))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hollow Lanterns | Ida Muster | Cooking for Beginners | Max Probe",
                "Chess for Beginners | Ida Muster | Cooking for Beginners | Max Probe",
                "It | Ida Muster | Italian Cooking | Max Probe",
                "The Cat | Ida Muster | The Dog | Max Probe",
                "Hollow Lanterns | J. Muster | Cooking | J. Probe",
            })
    void nothing_in_common_is_doubtful(String title, String author, String other, String otherAuthor) {
        assertThat(Agreement.of(book(title, author), book(other, otherAuthor))).isFalse();
        assertThat(Agreement.of(book(other, otherAuthor), book(title, author))).isFalse();
    }

    @Test
    void a_book_that_is_called_by_its_number_alone_says_nothing_against_any_other() {
        String isbn = "9781000000016";
        BookDraft listed = BookDraft.titled(BookDraft.unknownTitle("ISBN", isbn), facts -> facts.isbn13 = isbn);

        assertThat(Agreement.of(listed, book("Hollow Lanterns", "Ida Muster"))).isTrue();
        assertThat(Agreement.of(book("Hollow Lanterns", "Ida Muster"), listed)).isTrue();
    }

    private static BookDraft book(String title, String author) {
        return BookDraft.titled(title, facts -> facts.contributors = List.of(new Contributor(author, Role.AUTHOR)));
    }
}
