package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose every hash is right, and whose rows are not. */
class RowsCheckTest {
    private static final TableLayout TEXTS = table("texts", List.of(column("id", ColumnKind.TEXT)));
    private static final TableLayout NUMBERS = table("numbers", List.of(column("id", ColumnKind.INTEGER)));

    /** Refers to one that comes later, to itself and by two columns. */
    private static final TableLayout CHILDREN = new TableLayout(
            "children",
            List.of(
                    column("id", ColumnKind.INTEGER),
                    new ColumnLayout("parent", ColumnKind.TEXT, true),
                    new ColumnLayout("place", ColumnKind.INTEGER, true),
                    new ColumnLayout("sibling", ColumnKind.INTEGER, true)),
            List.of("id"),
            List.of(
                    new ForeignKey(List.of("parent", "place"), "parents", List.of("name", "place")),
                    new ForeignKey(List.of("sibling"), "children", List.of("id"))));

    private static final TableLayout PARENTS = new TableLayout(
            "parents",
            List.of(column("name", ColumnKind.TEXT), column("place", ColumnKind.INTEGER)),
            List.of("name", "place"),
            List.of());

    @Test
    void the_sample_has_nothing_to_find() throws IOException {
        ArchiveManifest manifest = ArchiveCheck.rows(new ByteArrayInputStream(SampleArchive.bytes()));

        assertThat(manifest).isEqualTo(ArchiveCheck.entries(new ByteArrayInputStream(SampleArchive.bytes())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\n", "A\na\nab\n\u00E9\n\uFFFD\n\uD83D\uDCDA\n", "\n\\t\n \n\\\\\n"})
    void texts_ascend_byte_by_byte(String rows) throws IOException {
        assertThat(check(TEXTS, rows).rows())
                .isEqualTo(rows.chars().filter(c -> c == '\n').count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\na\n", "b\na\n", "\uD83D\uDCDA\n\uFFFD\n", "a\n\n", " \n\\t\n"})
    void texts_that_do_not_ascend_are_found(String rows) {
        assertFault(() -> check(TEXTS, rows), "texts: row 2: its primary key");
    }

    @Test
    void numbers_ascend_by_value() throws IOException {
        check(NUMBERS, "-9223372036854775808\n-10\n-9\n0\n9\n10\n9223372036854775807\n");

        assertFault(() -> check(NUMBERS, "-1\n-2\n"), "numbers: row 2: its primary key");
        assertFault(() -> check(NUMBERS, "10\n9\n"), "numbers: row 2: its primary key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\n", "\\N\n", "1\t2\n", "01\n", "9223372036854775808\n", "\n"})
    void rows_of_another_form_are_found(String row) {
        assertFault(() -> check(NUMBERS, "-5\n" + row), "numbers: row 2: ");
    }

    @Test
    void foreign_keys_lead_before_behind_and_into_the_same_table() throws IOException {
        check("1\ta\t1\t3\n2\ta\t2\t\\N\n3\t\\N\t7\t3\n4\tz\t\\N\t1\n", "a\t1\na\t2\nb\t1\n");
    }

    @Test
    void foreign_keys_that_lead_nowhere_are_found() {
        String parents = "a\t1\na\t2\nb\t1\n";
        assertFault(() -> check("1\ta\t3\t\\N\n", parents), "parents: lacks rows");
        assertFault(() -> check("1\tb\t2\t\\N\n", parents), "parents: lacks rows");
        assertFault(() -> check("1\t\\N\t\\N\t2\n", parents), "children: lacks rows");

        var orphan = Map.of("authors", "t\t1\t\t\\N\n", "books", "1\ta\t\n2\tb\t\n");
        assertFault(
                () -> ArchiveCheck.rows(new ByteArrayInputStream(SampleArchive.bytes(SampleArchive.HEADER, orphan))),
                "books: row 2: it refers to a row that is not there");
    }

    @Test
    void a_set_of_keys_knows_what_was_added() {
        var set = new KeySet();
        for (long key = 0; key < 200_000; key++) {
            set.add(key * 0x9E3779B97F4A7C15L);
            set.add(key / 2 * 0x9E3779B97F4A7C15L);
        }

        for (long key = 2; key < 200_000; key++) {
            assertThat(set.contains(key * 0x9E3779B97F4A7C15L)).isTrue();
            assertThat(set.contains(key * 0x9E3779B97F4A7C15L + 1)).isFalse();
        }
        var other = new KeySet();
        other.add(0x9E3779B97F4A7C15L);
        assertThat(set.containsAll(other)).isTrue();
        other.add(5);
        assertThat(set.containsAll(other)).isFalse();
    }

    private static ArchiveManifest check(TableLayout table, String rows) throws IOException {
        return check(List.of(table), Map.of(table.name(), rows));
    }

    private static void check(String children, String parents) throws IOException {
        check(List.of(CHILDREN, PARENTS), Map.of("children", children, "parents", parents));
    }

    private static ArchiveManifest check(List<TableLayout> tables, Map<String, String> rows) throws IOException {
        return ArchiveCheck.rows(new ByteArrayInputStream(SampleArchive.bytes(SampleArchive.header(tables), rows)));
    }

    private static void assertFault(ThrowingCallable check, String message) {
        assertThatExceptionOfType(ArchiveFault.class).isThrownBy(check).withMessageContaining(message);
    }

    private static ColumnLayout column(String name, ColumnKind kind) {
        return new ColumnLayout(name, kind, false);
    }

    private static TableLayout table(String name, List<ColumnLayout> columns) {
        return new TableLayout(name, columns, List.of("id"), List.of());
    }
}
