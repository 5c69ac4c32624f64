package dev.colophon.journal.file;

import static dev.colophon.journal.file.Samples.joined;
import static dev.colophon.journal.file.Samples.latin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckedFileTest {
    private static final Map<AttachmentType, byte[]> FILES = Map.of(
            AttachmentType.PDF, Samples.PDF,
            AttachmentType.JPEG, Samples.JPEG,
            AttachmentType.PNG, Samples.PNG,
            AttachmentType.GIF, Samples.GIF,
            AttachmentType.WEBP, Samples.WEBP,
            AttachmentType.TEXT, Samples.TEXT);

    private static byte[] file(AttachmentType type) {
        return FILES.getOrDefault(type, new byte[0]);
    }

    /** As it may arrive: a few bytes at a time. */
    private static CheckedFile open(byte[] bytes, int atOnce) throws IOException {
        return CheckedFile.of(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        });
    }

    private static String refusal(byte[] bytes) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> open(bytes, 7).readAllBytes());
        assertThat(problem).as("%s bytes are taken", bytes.length).isNotNull();
        assertThat(problem.errors().getFirst().pointer()).isEqualTo("file");
        return problem.errors().getFirst().code();
    }

    @ParameterizedTest
    @EnumSource
    void a_whole_file_is_told_by_its_bytes_however_it_arrives(AttachmentType type) throws IOException {
        for (int atOnce : List.of(1, 3, 1_000)) {
            CheckedFile file = open(file(type), atOnce);
            assertThat(file.type()).isEqualTo(type);
            assertThat(file.readAllBytes()).isEqualTo(file(type));
        }
        CheckedFile one = open(file(type), 1);
        for (byte octet : file(type)) {
            assertThat((byte) one.read()).isEqualTo(octet);
        }
        assertThat(one.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
    void a_file_without_its_end_is_refused(AttachmentType type) {
        byte[] whole = file(type);
        for (int length = AttachmentType.HEAD_BYTES; length < whole.length - 3; length++) {
            assertThat(refusal(Arrays.copyOf(whole, length)))
                    .as("%s of %s", length, type)
                    .isEqualTo("truncated");
        }
    }

    @Test
    void text_that_breaks_off_within_a_letter_is_refused() {
        assertThat(refusal(Arrays.copyOf(Samples.TEXT, Samples.TEXT.length - 2)))
                .isEqualTo("file_type");
    }

    @Test
    void what_is_none_of_the_types_is_refused() {
        for (byte[] wrong : List.of(
                latin("PK\u0003\u0004\0\0archive"),
                latin("\u007fELF\u0002\u0001\u0001\0"),
                latin("MZ\u0090\0\u0003"),
                latin("text\0with a NUL"),
                latin("Latin-1: \u00fc"),
                latin("\u00c0\u00af too long a spelling"),
                latin("\u00ed\u00a0\u0080 half a surrogate pair"),
                latin("\u00ff\u00fea\0b\0"),
                latin("\u00ff\u00d8\u00ffnot a segment"),
                latin("\u00ff\u00d8\u00ff\u00e0\0\0length too short"),
                latin("\u0089PNG\r\n\u001a\nno header at all"),
                latin("RIFF\u0004\0\0\0WAVE"),
                latin(" %PDF-1.4 \u00e2\u00e3 not at its beginning\n%%EOF"))) {
            assertThat(refusal(wrong)).as(new String(wrong, UTF_8)).isIn("file_type", "truncated");
        }
    }

    @Test
    void a_file_may_be_followed_by_a_little_more() throws IOException {
        byte[] film = latin("\0".repeat(100_000));
        for (byte[] longer : List.of(joined(Samples.JPEG, film), joined(Samples.PDF, latin("\r\n")))) {
            assertThat(open(longer, 1_000).readAllBytes()).hasSize(longer.length);
        }
    }

    @Test
    void nothing_is_skipped_unseen() throws IOException {
        InputStream wrong = open(joined(Samples.TEXT, latin("\0\0")), 10);

        assertThat(catchThrowableOfType(Problem.class, () -> wrong.skip(1_000))).isNotNull();
    }

    @Test
    void a_long_text_is_read_in_pieces_that_end_within_letters() throws IOException {
        byte[] piece = "aü€😀".getBytes(UTF_8);
        byte[] large = new byte[piece.length * 100_000];
        for (int index = 0; index < large.length; index++) {
            large[index] = piece[index % piece.length];
        }

        assertThat(open(large, 1_021).readAllBytes()).hasSize(large.length);
    }
}
