package dev.colophon.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LibraryThing, Open Library, Calibre and lists of ISBNs hold, and files in archives and in JSON. */
@Timeout(60)
class LibrariesTest {
    private static final String LANTERNS = "Hollow Lanterns";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"librarything.tsv", "librarything.json"})
    void a_row_of_librarything_is_the_same_as_table_and_as_json(String name) throws IOException {
        Drafts file = Drafts.ofFixture(name);
        BookDraft book = file.book(LANTERNS);
        ShelfDraft shelf = file.shelf(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.LIBRARYTHING);
        assertThat(book.contributors())
                .containsExactly(
                        new Contributor("Ida Muster", Role.AUTHOR), new Contributor("Max Probe", Role.TRANSLATOR));
        assertThat(book.isbn13()).isEqualTo("9781000000016");
        assertThat(book.identifiers()).containsEntry("librarything_book", "5101");
        assertThat(book.publisher()).isEqualTo("Muster Press");
        assertThat(book.publishedOn()).isEqualTo("2004");
        assertThat(book.pageCount()).isEqualTo(100);
        assertThat(book.language()).isEqualTo("en");
        assertThat(shelf.status()).isEqualTo(Status.READ);
        assertThat(shelf.reads())
                .containsExactly(new Read(LocalDate.of(2007, 5, 1), LocalDate.of(2007, 5, 8), Outcome.FINISHED));
        assertThat(shelf.rating()).isEqualTo(14);
        assertThat(shelf.review()).isEqualTo("Fine \"indeed\".");
        assertThat(shelf.privateNote()).isEqualTo("from Jo");
        assertThat(shelf.format()).isEqualTo(Format.PAPERBACK);
        assertThat(shelf.ownership()).isEqualTo(Ownership.OWNED);
        assertThat(shelf.copies()).isEqualTo(2);
        assertThat(shelf.addedOn()).isEqualTo("2007-04-30");
        assertThat(shelf.tags())
                .containsExactly(new Tag("winter", null), new Tag("light", null), new Tag("Favourites", null));
    }

    @Test
    void the_collections_of_librarything_tell_the_status() throws IOException {
        Drafts file = Drafts.ofFixture("librarything.tsv");

        assertThat(file.shelf("\"A\" is for a Quote").ownership()).isEqualTo(Ownership.WISHLIST);
        assertThat(file.shelf("\"A\" is for a Quote").status()).isEqualTo(Status.WANT);
        assertThat(file.shelf("Hollow Lanterns, Other Edition").status()).isEqualTo(Status.READING);
        assertThat(file.shelf("Borrowed").status()).isEqualTo(Status.READ);
        assertThat(file.shelf("Borrowed").ownership()).isEqualTo(Ownership.NONE);
        assertThat(file.notes(LANTERNS)).anyMatch(note -> note.startsWith("Secondary Author names somebody"));
    }

    @Test
    void the_json_of_librarything_has_entities_of_html() throws IOException {
        Drafts file = Drafts.ofFixture("librarything.json");

        assertThat(file.book("Työ & sauna").contributors())
                .containsExactly(new Contributor("Åke Esimerkki", Role.AUTHOR));
    }

    @Test
    void a_table_of_librarything_with_sequences_cut_off_is_read() throws IOException {
        byte[] bytes = Files.readString(Path.of("src/test/resources/imports/librarything.tsv"))
                .replace("Muster Press", "Müster Größe Press é#")
                .getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = bytes[index] == '#' ? (byte) 0xC3 : bytes[index];
        }

        assertThat(Drafts.of(Files.write(folder.resolve("x"), bytes))
                        .book(LANTERNS)
                        .publisher())
                .isEqualTo("Müster Größe Press é\uFFFD");
        byte[] latin = Files.readString(Path.of("src/test/resources/imports/librarything.tsv"))
                .replace("Muster Press", "Müster Press")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Drafts.of(Files.write(folder.resolve("y"), latin))
                        .book(LANTERNS)
                        .publisher())
                .isEqualTo("Müster Press");
    }

    @Test
    void the_reading_log_of_open_library_has_editions_or_works() throws IOException {
        Drafts file = Drafts.ofFixture("open-library.csv");

        assertThat(file.system()).isEqualTo(SourceSystem.OPEN_LIBRARY);
        assertThat(file.book(LANTERNS).identifiers()).containsEntry("openlibrary", "OL101M");
        assertThat(file.book(LANTERNS).originalYear()).isEqualTo(1986);
        assertThat(file.shelf(LANTERNS).status()).isEqualTo(Status.READ);
        assertThat(file.shelf(LANTERNS).rating()).isEqualTo(16);
        assertThat(file.book("No Edition Chosen").identifiers()).containsEntry("openlibrary", "OL202W");
        assertThat(file.book("No Edition Chosen").originalYear()).isEqualTo(-700);
        assertThat(file.shelf("Now").status()).isEqualTo(Status.READING);
        assertThat(file.shelf("Listed").tags()).containsExactly(new Tag("Winter List", null));
    }

    @Test
    void an_old_log_of_open_library_names_books_by_their_numbers() throws IOException {
        Drafts file = Drafts.ofFixture("open-library-old.csv");

        assertThat(file.shelf("Open Library OL101M").status()).isEqualTo(Status.READ);
        assertThat(file.book("Open Library OL202W").identifiers()).containsEntry("openlibrary", "OL202W");
    }

    @Test
    void a_catalogue_of_calibre_tells_what_is_owned() throws IOException {
        Drafts file = Drafts.ofFixture("calibre.csv");
        BookDraft book = file.book(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.CALIBRE);
        assertThat(book.contributors()).extracting(Contributor::name).containsExactly("Ida Muster", "Max Probe");
        assertThat(book.identifiers())
                .containsOnlyKeys("asin", "calibre", "goodreads")
                .containsEntry("calibre", "3fa85f64-5717-4562-b3fc-2c963f66afa6");
        assertThat(book.series()).containsExactly(new SeriesPosition("Lantern", "1"));
        assertThat(book.description()).isEqualTo("Two *lamps*.");
        assertThat(book.publishedOn()).isEqualTo("2004-05-06");
        assertThat(book.language()).isEqualTo("en");
        assertThat(file.shelf(LANTERNS).status()).isEqualTo(Status.WANT);
        assertThat(file.shelf(LANTERNS).ownership()).isEqualTo(Ownership.OWNED);
        assertThat(file.shelf(LANTERNS).format()).isEqualTo(Format.EBOOK);
        assertThat(file.shelf(LANTERNS).addedOn()).isEqualTo("2020-01-02");
        assertThat(file.book("By its Identifiers").isbn13()).isEqualTo("9781000000030");
        assertThat(file.book("By its Identifiers").publishedOn()).isNull();
        assertThat(file.book("By its Identifiers").series()).containsExactly(new SeriesPosition("Lantern", "2.5"));
        assertThat(file.shelf("By its Identifiers").format()).isEqualTo(Format.EBOOK);
    }

    @Test
    void a_list_of_isbns_names_books_by_them_and_tells_bad_lines() throws IOException {
        Drafts file = Drafts.ofFixture("isbns.txt");

        assertThat(file.system()).isEqualTo(SourceSystem.ISBN_LIST);
        assertThat(file.book("ISBN 9781000000016").isbn13()).isEqualTo("9781000000016");
        assertThat(file.book("ISBN 9781000000023").isbn10()).isEqualTo("1000000028");
        assertThat(file.book("ISBN 9780142402504").isbn13()).isEqualTo("9780142402504");
        assertThat(file.mapping("line 4").rejection()).isEqualTo("no_title");
        assertThat(file.notes("line 4").getFirst()).startsWith("The line is no ISBN");
        assertThat(file.mapping("line 5").rejection()).isEqualTo("no_title");
        assertThat(Drafts.of(Files.writeString(folder.resolve("x.csv"), "isbn\n9781000000016\n"))
                        .book("ISBN 9781000000016")
                        .isbn13())
                .isEqualTo("9781000000016");
    }

    @Test
    void a_table_in_an_archive_is_read_whatever_lies_beside_it() throws IOException {
        byte[] table = Files.readAllBytes(Path.of("src/test/resources/imports/openreads.csv"));
        Path archive = zip(
                new Entry("cover.jpg", new byte[70_000]),
                new Entry("../../etc/Openreads-2024.csv", table),
                new Entry("__MACOSX/._Openreads-2024.csv", new byte[10]));

        assertThat(Drafts.of(archive).system()).isEqualTo(SourceSystem.OPENREADS);
        assertThat(Drafts.of(archive).book(LANTERNS).subtitle()).isEqualTo("A Novel");
    }

    @Test
    void an_archive_without_one_table_is_refused() throws IOException {
        assertThat(refused(zip(new Entry("a.txt", new byte[10])))).isEqualTo("not_a_csv");
        assertThat(refused(zip(new Entry("a.csv", new byte[10]), new Entry("b.csv", new byte[10]))))
                .isEqualTo("archive_ambiguous");
        byte[] whole = Files.readAllBytes(zip(new Entry("a.csv", new byte[100])));
        assertThat(refused(Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, 40))))
                .isIn("broken_archive", "not_a_csv");
    }

    @Test
    void an_archive_that_unpacks_to_more_than_a_file_may_have_is_refused() throws IOException {
        assertThat(refused(zip(new Entry("bomb.csv", new byte[2_000_000])))).isEqualTo("too_large");
        assertThat(refused(zip(new Entry("beside.bin", new byte[2_000_000]), new Entry("a.csv", new byte[9]))))
                .isEqualTo("too_large");
        Path nested = zip(new Entry("inner.csv", Files.readAllBytes(zip(new Entry("a.csv", new byte[100])))));
        assertThat(refused(nested)).isEqualTo("not_a_csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"books\":[]}",
                "[1,2]",
                "[]",
                "{\"1\":{\"books_id\":\"1\",\"title\":\"A\"",
                "{\"1\":{\"books_id\":\"1\",\"primaryauthor\":\"A\"}} trailing",
                "[{\"a\":nonsense}]",
            })
    void json_that_is_broken_or_no_library_is_refused(String json) throws IOException {
        assertThat(refused(Files.writeString(folder.resolve("x.json"), json)))
                .isIn("not_a_csv", "broken_json", "unknown_columns");
    }

    @Test
    void hostile_json_is_refused_early() throws IOException {
        String deep = "[{\"books_id\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]";
        String huge = "[{\"books_id\":\"" + "x".repeat(200_000) + "\"}]";
        String wide = "[{\"books_id\":[" + "\"xxxxxxxx\",".repeat(20_000) + "1]}]";
        var many = new StringBuilder("[{");
        for (int index = 0; index < 5_000; index++) {
            many.append("\"n").append(index).append("\":1,");
        }

        assertThat(refused(Files.writeString(folder.resolve("a"), deep))).isEqualTo("broken_json");
        assertThat(refused(Files.writeString(folder.resolve("b"), huge))).isEqualTo("broken_json");
        assertThat(refused(Files.writeString(folder.resolve("c"), wide))).isEqualTo("broken_json");
        assertThat(refused(Files.writeString(folder.resolve("d"), many + "\"z\":1}]")))
                .isEqualTo("not_a_csv");
    }

    private record Entry(String name, byte[] content) {}

    private Path zip(Entry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Entry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.name()));
                zip.write(entry.content());
                zip.closeEntry();
            }
        }
        return Files.write(Files.createTempFile(folder, "archive", ".zip"), bytes.toByteArray());
    }

    private static String refused(Path file) {
        return Objects.requireNonNull(catchThrowableOfType(Problem.class, () -> Drafts.of(file)))
                .code();
    }
}
