package dev.colophon.backup.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.check.ArchiveCheck;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of this test only, made by age-keygen. */
class EncryptionTest {
    private static final String PUBLIC = "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7";
    private static final String OTHER_PUBLIC = "age1tdluwk8npq0t3yce6zxtcq93ltak8kv7f6uz57vkjkewept3epnq4k6dpn";
    private static final Identity IDENTITY =
            identity("AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ");
    private static final Identity OTHER =
            identity("AGE-SECRET-KEY-1U54MN8FE2Q5K969PGLKRZ3YLT3JP656VM978KWG56P4WUN6VX8DS6XDLDR");
    private static final Identity STRANGER =
            identity("AGE-SECRET-KEY-1L4SP3HPVHXNSTN6SHXLJ9FJJNTWZNFZWUHM2Q5URMFCTZNXMU9FS039A8U");
    private static final int PIECE = 64 << 10;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 1_000_003})
    void what_was_encrypted_is_decrypted(int length) throws IOException {
        byte[] plain = random(length);

        byte[] encrypted = encrypt(Recipients.parse(PUBLIC), plain);
        assertThat(decrypt(IDENTITY, encrypted)).isEqualTo(plain);
        assertThat(IDENTITY.decrypt(new Dribbling(encrypted)).readAllBytes()).isEqualTo(plain);
    }

    @Test
    void each_recipient_reads_alone() throws IOException {
        byte[] encrypted = encrypt(Recipients.parse(PUBLIC + " , " + OTHER_PUBLIC), random(100));

        assertThat(decrypt(IDENTITY, encrypted)).isEqualTo(random(100));
        assertThat(decrypt(OTHER, encrypted)).isEqualTo(random(100));

        List<String> many = Collections.nCopies(30, PUBLIC);
        byte[] encryptedForMany = encrypt(Recipients.of(many), random(100));
        assertThat(decrypt(IDENTITY, encryptedForMany)).isEqualTo(random(100));
    }

    /** By age v1.3.2: {@code age -r … -r … -o by-age.age}. */
    @Test
    void what_age_itself_encrypted_is_decrypted() throws IOException {
        try (InputStream stored = Objects.requireNonNull(getClass().getResourceAsStream("/backup/by-age.age"))) {
            byte[] encrypted = stored.readAllBytes();

            for (Identity each : List.of(IDENTITY, OTHER)) {
                assertThat(new String(decrypt(each, encrypted), StandardCharsets.UTF_8))
                        .isEqualTo("Written by age itself.\na tab\tand e-acute: \u00E9\n");
            }
        }
    }

    @Test
    void another_key_gives_no_byte() throws IOException {
        byte[] encrypted = encrypt(Recipients.parse(PUBLIC + "," + OTHER_PUBLIC), random(100));

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> STRANGER.decrypt(new ByteArrayInputStream(encrypted)))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_KEY));
    }

    @Test
    void what_is_not_encrypted_is_no_question_of_the_key() {
        for (byte[] plain : List.of(SampleArchive.bytes(), new byte[0], new byte[100_000], random(3000))) {
            assertThatExceptionOfType(ArchiveFault.class)
                    .isThrownBy(() -> decrypt(IDENTITY, plain))
                    .withMessageContaining("does not begin as age does");
        }
    }

    @Test
    void damage_is_found() throws IOException {
        byte[] intact = encrypt(Recipients.parse(PUBLIC), random(3 * PIECE + 100));
        var random = new Random(21);
        for (int i = 0; i < 1000; i++) {
            byte[] flipped = intact.clone();
            int at = i < 400 ? i : random.nextInt(flipped.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(found(flipped)).as("bit in byte %d", at).isNotNull();
        }
        for (int i = 0; i < 600; i++) {
            int length = i < 300 ? i : random.nextInt(intact.length);
            assertThat(found(Arrays.copyOf(intact, length)))
                    .as("cut at %d", length)
                    .isNotNull();
        }
        int payload = intact.length - (3 * PIECE + 100 + 4 * 16);
        for (int piece = 0; piece <= 3; piece++) {
            int length = payload + piece * (PIECE + 16);
            assertThat(found(Arrays.copyOf(intact, length)))
                    .as("%d pieces", piece)
                    .isNotNull();
        }
        assertThat(found(Arrays.copyOf(intact, intact.length + 1))).isNotNull();
        assertThat(found(intact)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000, 100_000})
    void a_source_that_fails_is_not_taken_for_damage(int length) throws IOException {
        byte[] encrypted = encrypt(Recipients.parse(PUBLIC), random(200_000));
        var failing = new SequenceInputStream(new ByteArrayInputStream(encrypted, 0, length), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("away");
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                return read();
            }
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> IDENTITY.decrypt(failing).readAllBytes())
                .isNotInstanceOf(ArchiveFault.class)
                .withMessage("away");
    }

    @Test
    void no_header_brings_out_another_failure() throws IOException {
        byte[] intact = encrypt(Recipients.parse(PUBLIC + "," + OTHER_PUBLIC), random(300));
        var random = new Random(22);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = intact.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = (byte) "\n -> X25519age/1=".charAt(random.nextInt(17));
                    case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                    default -> System.arraycopy(intact, random.nextInt(intact.length - at), bytes, 0, at);
                }
            }
            assertThat(Arrays.equals(bytes, intact) || found(bytes) != null).isTrue();
        }
    }

    @Test
    void closing_twice_ends_it_once_and_leaves_the_target_open() throws IOException {
        var target = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        OutputStream encrypting = Recipients.parse(PUBLIC).encrypt(target);
        encrypting.write('a');
        encrypting.close();
        encrypting.close();

        assertThat(decrypt(IDENTITY, target.toByteArray())).containsExactly('a');
    }

    @Test
    void nothing_of_an_archive_can_be_seen() throws IOException {
        byte[] archive = SampleArchive.bytes();
        assertThat(text(archive)).contains("ustar", "authors", "SQLite", "header.json", "(\u00B5/\u00FD");

        byte[] encrypted = encrypt(Recipients.parse(PUBLIC), archive);
        assertThat(text(encrypted)).doesNotContain("ustar", "authors", "SQLite", "header.json", "(\u00B5/\u00FD");
        assertThat(ArchiveCheck.entries(IDENTITY.decrypt(new ByteArrayInputStream(encrypted)))
                        .rows())
                .isEqualTo(11);
    }

    @Test
    void a_text_that_is_no_public_key_is_named_by_its_place() {
        String secret = "AGE-SECRET-KEY-1" + "Q".repeat(58);
        for (String wrong : List.of(
                "",
                secret,
                PUBLIC.toUpperCase(Locale.ROOT),
                "age1q",
                PUBLIC + "q",
                PUBLIC.substring(0, 61) + (PUBLIC.endsWith("q") ? 'p' : 'q'),
                "ssh-ed25519 AAAA")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Recipients.parse(PUBLIC + "," + wrong))
                    .withMessage("recipient 2 is no public X25519 key of age")
                    .withNoCause();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Recipients.of(List.of()));
    }

    @Test
    void a_text_that_is_no_secret_key_is_not_repeated() {
        for (String wrong : List.of("", PUBLIC, "AGE-SECRET-KEY-1" + "Q".repeat(58), "password")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> identity(wrong))
                    .withMessage("the identity is no secret X25519 key of age")
                    .withNoCause();
        }
    }

    @Test
    void fingerprints_tell_recipients_apart() {
        List<String> both = Recipients.parse(PUBLIC + "," + OTHER_PUBLIC).fingerprints();

        assertThat(both).doesNotHaveDuplicates().allMatch(each -> each.matches("[0-9a-f]{16}"));
        assertThat(Recipients.parse(" " + PUBLIC + " ").fingerprints()).containsExactly(both.getFirst());
    }

    private static @Nullable String found(byte[] encrypted) {
        try {
            decrypt(IDENTITY, encrypted);
            return null;
        } catch (ArchiveFault | StartFailure expected) {
            return expected.getMessage();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }

    private static Identity identity(String key) {
        return Identity.parse(new Secret(key));
    }

    private static byte[] encrypt(Recipients recipients, byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream encrypting = recipients.encrypt(out)) {
            encrypting.write(plain, 0, plain.length / 2);
            encrypting.write(plain, plain.length / 2, plain.length - plain.length / 2);
        }
        return out.toByteArray();
    }

    private static byte[] decrypt(Identity identity, byte[] encrypted) throws IOException {
        return identity.decrypt(new ByteArrayInputStream(encrypted)).readAllBytes();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Gives few bytes at a time, as a network does. */
    private static final class Dribbling extends FilterInputStream {
        private final Random random = new Random(23);

        Dribbling(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(100)));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
