package dev.colophon.backup.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final TableLayout TABLE = new TableLayout(
            "things",
            List.of(
                    new ColumnLayout("bytes", ColumnKind.BYTES, true),
                    new ColumnLayout("count", ColumnKind.INTEGER, true),
                    new ColumnLayout("good", ColumnKind.BOOLEAN, true),
                    new ColumnLayout("name", ColumnKind.TEXT, false)),
            List.of("name"),
            List.of());

    @Test
    void a_row_is_written_as_copy_writes_it() throws IOException {
        String written = written(rows -> {
            rows.bytes(new byte[] {0, 1, -1});
            rows.integer(Long.MIN_VALUE);
            rows.truth(true);
            rows.text("a\tb\\N\r\n\b\f\u000b\u0001\u007f\\.");
            rows.end();
            rows.nothing();
            rows.integer((Long) null);
            rows.truth(null);
            rows.text("");
            rows.end();
        });

        assertThat(written)
                .isEqualTo("\\\\x0001ff\t-9223372036854775808\tt\ta\\tb\\\\N\\r\\n\\b\\f\\v\u0001\u007f\\\\.\n"
                        + "\\N\t\\N\t\\N\t\n");
    }

    @Test
    void what_was_written_is_read() throws IOException {
        Random random = new Random(7);
        List<String> names = new ArrayList<>();
        String written = written(rows -> {
            for (int row = 0; row < 3_000; row++) {
                String name = hostile(random, row % 500 == 0 ? 200_000 : 40);
                names.add(name);
                rows.bytes(name.getBytes(StandardCharsets.UTF_8));
                rows.integer(random.nextLong());
                rows.truth(row % 2 == 0);
                rows.text(name);
                rows.end();
            }
        });

        RowReader rows = new RowReader(halting(written.getBytes(StandardCharsets.UTF_8), random), TABLE);
        for (String name : names) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.isNull(0)).isFalse();
            assertThat(rows.bytes(0)).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
            assertThat(rows.text(3)).isEqualTo(name);
        }
        assertThat(rows.next()).isFalse();
        assertThat(rows.next()).isFalse();
        assertThat(rows.rows()).isEqualTo(names.size());
    }

    @Test
    void null_and_an_empty_text_differ() throws IOException {
        RowReader rows = reader("\\N\t\\N\t\\N\t\n\\\\x\t0\tf\t\\\\N\n");

        assertThat(rows.next()).isTrue();
        assertThat(List.of(rows.isNull(0), rows.isNull(1), rows.isNull(2), rows.isNull(3)))
                .containsExactly(true, true, true, false);
        assertThat(rows.text(3)).isEmpty();
        assertThat(rows.next()).isTrue();
        assertThat(rows.bytes(0)).isEmpty();
        assertThat(rows.integer(1)).isZero();
        assertThat(rows.truth(2)).isFalse();
        assertThat(rows.text(3)).isEqualTo("\\N");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\N\t1\tt\n",
                "\\N\t1\tt\ta\tb\n",
                "\\N\t1\tt\t\\N\n",
                "\\N\t1\tt\ta",
                "\n",
                "\\N\t01\tt\ta\n",
                "\\N\t-0\tt\ta\n",
                "\\N\t+1\tt\ta\n",
                "\\N\t\tt\ta\n",
                "\\N\t9223372036854775808\tt\ta\n",
                "\\N\t1.0\tt\ta\n",
                "\\N\t1\ttrue\ta\n",
                "\\N\t1\tT\ta\n",
                "\\N\t1\tt\ta\\\n",
                "\\N\t1\tt\t\\x\n",
                "\\N\t1\tt\t\\.\n",
                "\\N\t1\tt\ta\\N\n",
                "\\N\t1\tt\ta\rb\n",
                "\\N\t1\tt\ta\u000bb\n",
                "\\N\t1\tt\ta\u0000b\n",
                "\\x00\t1\tt\ta\n",
                "\\\\x0\t1\tt\ta\n",
                "\\\\x0G\t1\tt\ta\n",
                "\\\\x0A\t1\tt\ta\n",
                "00\t1\tt\ta\n",
                "\t1\tt\ta\n",
            })
    void every_other_form_is_refused(String rows) {
        RowReader reader = reader("\\N\t1\tt\tgood\n" + rows);

        assertThatThrownBy(() -> {
                    assertThat(reader.next()).isTrue();
                    reader.next();
                })
                .isInstanceOf(ArchiveFault.class)
                .hasMessageStartingWith("things: row 2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "c080",
                "c1bf",
                "e0809f",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "80",
                "c3",
                "e282",
                "f09f98",
                "c328"
            })
    void what_is_not_utf8_is_refused(String hexadecimal) {
        byte[] wrong = HexFormat.of().parseHex(hexadecimal);

        assertThat(WellFormed.isUtf8(wrong, 0, wrong.length)).isFalse();
        assertThatThrownBy(() -> written(rows -> rows.utf8(wrong))).isInstanceOf(UnportableValue.class);
    }

    @Test
    void every_character_is_utf8() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                assertThat(WellFormed.isUtf8(bytes, 0, bytes.length)).isTrue();
            }
        }
    }

    @Test
    void a_row_may_have_the_limit_and_no_byte_more() throws IOException {
        String longest = "x".repeat(RowLimit.MAX_BYTES - "\\N\t1\tt\t\n".length());
        byte[] row = written(rows -> write(rows, longest)).getBytes(StandardCharsets.UTF_8);

        assertThat(row).hasSize(RowLimit.MAX_BYTES);
        RowReader rows = new RowReader(new ByteArrayInputStream(row), TABLE);
        assertThat(rows.next()).isTrue();
        assertThat(rows.text(3)).isEqualTo(longest);
        assertThat(rows.next()).isFalse();
        assertThatThrownBy(() -> written(it -> write(it, longest + "x"))).isInstanceOf(UnportableValue.class);
        row[row.length - 1] = 'x';
        assertThatThrownBy(() -> new RowReader(new ByteArrayInputStream(row), TABLE).next())
                .isInstanceOf(ArchiveFault.class)
                .hasMessageContaining("64 MiB");
    }

    private static void write(RowWriter rows, String name) throws IOException {
        rows.nothing();
        rows.integer(1);
        rows.truth(true);
        rows.text(name);
        rows.end();
    }

    /** Characters that are escaped, look like an escape, take one to four bytes or turn the direction. */
    private static String hostile(Random random, int length) {
        String[] pieces = {
            "\t", "\\", "\\N", "\\.", "\n", "\r", "\u000b", "\f", "\b", "a", " ", "é", "ש", "漢", "😀", "\u202e"
        };
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static RowReader reader(String rows) {
        return new RowReader(new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)), TABLE);
    }

    private static String written(Rows rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowWriter writer = new RowWriter(out);
        rows.write(writer);
        writer.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Gives as few bytes at a time as it likes. */
    private static InputStream halting(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + random.nextInt(5_000)));
            }
        };
    }

    @FunctionalInterface
    private interface Rows {
        void write(RowWriter rows) throws IOException;
    }
}
