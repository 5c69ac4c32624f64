package dev.colophon.backup.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.BackupKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {
    private static final String GOOD = "colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c22.clb";

    @ParameterizedTest
    @EnumSource(BackupKind.class)
    void a_name_is_read_as_it_was_made(BackupKind kind) {
        ArchiveHeader header = Samples.header(Samples.HOME, kind, 3, Instant.parse("2026-03-01T12:34:56.789123Z"));
        for (boolean encrypted : new boolean[] {false, true}) {
            ArchiveName name = ArchiveName.of(header, encrypted);

            assertThat(ArchiveName.parse(name.text())).hasValue(name);
            assertThat(name.text())
                    .startsWith("colophon-0198c2a4-" + kind.label() + "-20260301T123456789Z-v0007-")
                    .endsWith(encrypted ? ".clb.age" : ".clb");
            assertThat(name.createdAt()).isEqualTo(Instant.parse("2026-03-01T12:34:56.789Z"));
        }
    }

    @Test
    void a_level_beyond_four_digits_has_more() {
        String name = GOOD.replace("0007", "12345");

        assertThat(ArchiveName.parse(name).orElseThrow().schemaLevel()).isEqualTo(12_345);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "colophon-",
                GOOD + ".json",
                GOOD + ".pin",
                GOOD + "\n",
                " " + GOOD,
                "x/" + GOOD,
                "../" + GOOD,
                "Colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198C2A4-auto-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a-auto-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-AUTO-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-before_migration-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-other-20260301T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260230T120000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T240000000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T120000Z-v0007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T120000000Z-v007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T120000000Z-v00007-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T120000000Z-v9999999999-9f3b1c22.clb",
                "colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c2.clb",
                "colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c22.zip",
                "colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c22.clb.gpg",
                "colophon-0198c2a4-auto-٢٠٢٦٠٣٠١T120000000Z-v0007-9f3b1c22.clb",
            })
    void what_no_archive_is_called_is_no_name(String text) {
        assertThat(ArchiveName.parse(GOOD)).isPresent();
        assertThat(ArchiveName.parse(text)).isEmpty();
    }
}
