package dev.colophon.backup.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Level 1 finds any damage, and nothing but the two failures that are promised comes out for any bytes. */
class DamageTest {
    private static final byte[] INTACT = SampleArchive.bytes();
    private static final List<byte[]> ENTRIES = entries();
    private static final int BLOCK = 512;

    @Test
    void an_intact_archive_has_nothing_to_find() {
        assertThat(found(INTACT)).isNull();
        assertThat(join(ENTRIES)).isEqualTo(INTACT);
    }

    @Test
    void flipped_bits_are_found() {
        var random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = INTACT.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));

            assertFound("bit in byte " + at, damaged);
        }
    }

    @Test
    void what_is_cut_off_is_found() {
        int end = 0;
        for (byte[] entry : ENTRIES) {
            assertFound("cut before " + end, Arrays.copyOf(INTACT, end));
            assertFound("cut behind the header at " + end, Arrays.copyOf(INTACT, end + BLOCK));
            end += entry.length;
        }
        var random = new Random(12);
        for (int i = 0; i < 300; i++) {
            int length = random.nextInt(INTACT.length);
            assertFound("cut at " + length, Arrays.copyOf(INTACT, length));
        }
    }

    @Test
    void what_is_appended_is_found() {
        for (int length : new int[] {1, BLOCK, 2 * BLOCK, 20 * BLOCK}) {
            assertFound(length + " zeros behind the end", Arrays.copyOf(INTACT, INTACT.length + length));
        }
        assertFound("twice", join(List.of(INTACT, INTACT)));
        assertFound("more", join(List.of(INTACT, new byte[] {1})));
    }

    @Test
    void entries_that_are_missing_doubled_or_elsewhere_are_found() {
        for (int i = 0; i < ENTRIES.size(); i++) {
            List<byte[]> missing = new ArrayList<>(ENTRIES);
            missing.remove(i);
            assertFound("without " + i, join(missing));
            for (int j = 0; j < ENTRIES.size(); j++) {
                List<byte[]> doubled = new ArrayList<>(ENTRIES);
                doubled.add(j, ENTRIES.get(i));
                if (!Arrays.equals(join(doubled), INTACT)) {
                    assertFound(i + " again at " + j, join(doubled));
                }
                List<byte[]> swapped = new ArrayList<>(ENTRIES);
                Collections.swap(swapped, i, j);
                if (i != j) {
                    assertFound(i + " for " + j, join(swapped));
                }
            }
        }
    }

    @Test
    void headers_of_entries_that_are_changed_with_right_checksums_are_found() {
        var random = new Random(13);
        for (int i = 0; i < 500; i++) {
            int entry = random.nextInt(ENTRIES.size() - 1);
            int at = random.nextInt(BLOCK);
            List<byte[]> changed = new ArrayList<>(ENTRIES);
            byte[] bytes = ENTRIES.get(entry).clone();
            bytes[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt(256));
            sign(bytes);
            changed.set(entry, bytes);
            if (!Arrays.equals(join(changed), INTACT)) {
                assertFound("byte " + at + " of the header of entry " + entry, join(changed));
            }
        }
    }

    @Test
    void lost_added_and_moved_bytes_are_found() {
        var random = new Random(14);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(INTACT.length - 2 * BLOCK);
            int length = i % 2 == 0 ? BLOCK : 1 + random.nextInt(BLOCK);
            byte[] before = Arrays.copyOf(INTACT, at);
            byte[] piece = Arrays.copyOfRange(INTACT, at, at + length);
            byte[] after = Arrays.copyOfRange(INTACT, at + length, INTACT.length);
            assertFound(length + " lost at " + at, join(List.of(before, after)));
            assertFound(length + " twice at " + at, join(List.of(before, piece, piece, after)));
            byte[] zeroed = INTACT.clone();
            Arrays.fill(zeroed, at, at + length, (byte) 0);
            if (!Arrays.equals(zeroed, INTACT)) {
                assertFound(length + " zeros at " + at, zeroed);
            }
        }
    }

    @Test
    void no_bytes_bring_out_another_failure() {
        var random = new Random(15);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = INTACT.clone();
            for (int change = random.nextInt(12); change >= 0; change--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes = Arrays.copyOf(bytes, at + 1);
                    case 2 -> System.arraycopy(INTACT, random.nextInt(INTACT.length - at), bytes, 0, at);
                    default -> sign(bytes, at / BLOCK * BLOCK);
                }
            }
            assertThat(Arrays.equals(bytes, INTACT) || found(bytes) != null).isTrue();
        }
        assertFound("nothing", new byte[0]);
        assertFound("zeros", new byte[1 << 16]);
    }

    private static void assertFound(String damage, byte[] bytes) {
        assertThat(found(bytes)).as(damage).isNotNull();
    }

    /** What level 1 says, or null; any other failure ends the test. */
    private static @Nullable String found(byte[] archive) {
        try {
            ArchiveCheck.entries(new ByteArrayInputStream(archive));
            return null;
        } catch (ArchiveFault fault) {
            return fault.getMessage();
        } catch (StartFailure failure) {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE);
            return failure.getMessage();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }

    /** Each with its header and padding; the last is the end. */
    private static List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (INTACT[at] != 0) {
            int bytes = Integer.parseInt(new String(INTACT, at + 124, 11, StandardCharsets.US_ASCII), 8);
            int end = at + 512 + (bytes + 511) / 512 * 512;
            entries.add(Arrays.copyOfRange(INTACT, at, end));
            at = end;
        }
        entries.add(Arrays.copyOfRange(INTACT, at, INTACT.length));
        return entries;
    }

    private static void sign(byte[] entry) {
        sign(entry, 0);
    }

    /** Makes the checksum of a header right. */
    private static void sign(byte[] bytes, int header) {
        if (header + BLOCK > bytes.length) {
            return;
        }
        Arrays.fill(bytes, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = header; i < header + BLOCK; i++) {
            sum += bytes[i] & 0xff;
        }
        byte[] octal = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, bytes, header + 148, octal.length);
    }

    private static byte[] join(List<byte[]> pieces) {
        byte[] whole = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }
}
