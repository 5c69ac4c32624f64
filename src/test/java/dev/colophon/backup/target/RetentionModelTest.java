package dev.colophon.backup.target;

import static dev.colophon.backup.target.Samples.HOME;
import static dev.colophon.backup.target.Samples.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.format.BackupKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares {@link Retention} with a model that takes one backup away at a time, as slowly as it is plain. */
class RetentionModelTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int CASES = 100_000;
    /** Half of them of one kind, so that a few backups are enough to fill its pool. */
    private static final List<BackupKind> KINDS = Stream.concat(
                    Stream.of(BackupKind.values()), Collections.nCopies(4, BackupKind.AUTO).stream())
            .toList();

    private static final List<StoredBackup> POOL = pool(new Random(42), 4_000);

    /** By identity, for the model asks again and again. */
    private static final Set<StoredBackup> VERIFIED = Collections.newSetFromMap(new IdentityHashMap<>());

    static {
        POOL.stream().filter(StoredBackup::isVerified).forEach(VERIFIED::add);
    }

    /** Ready-made backups, for making them takes the time. */
    private static List<StoredBackup> pool(Random random, int size) {
        List<StoredBackup> pool = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            BackupKind kind = KINDS.get(random.nextInt(KINDS.size()));
            Instant at = NOW.minus(Duration.ofHours(random.nextInt(-20, 400)));
            boolean verified = random.nextInt(4) > 0;
            pool.add(Samples.listed(
                    Samples.header(random.nextInt(10) == 0 ? OTHER : HOME, kind, random.nextInt(60), at),
                    verified,
                    random.nextInt(8) == 0));
        }
        return pool;
    }

    @Test
    void it_agrees_with_the_model() {
        Random random = new Random(11);
        int gone = 0;
        for (int number = 0; number < CASES; number++) {
            List<StoredBackup> backups = choose(random);
            int keep = random.nextInt(1, 6);
            boolean all = random.nextBoolean();
            Retention retention = new Retention(keep);

            List<StoredBackup> replaced = retention.replaced(backups, HOME, NOW, all);
            List<StoredBackup> abandoned = retention.abandoned(backups, HOME, NOW, all);

            if (!replaced.equals(replacedByModel(backups, keep, all))
                    || !abandoned.equals(abandonedByModel(backups, all))) {
                assertThat(replaced).as("case " + number).isEqualTo(replacedByModel(backups, keep, all));
                assertThat(abandoned).as("case " + number).isEqualTo(abandonedByModel(backups, all));
            }
            demandPromises(backups, replaced, abandoned);
            gone += replaced.size() + abandoned.size();
        }
        assertThat(gone).isGreaterThan(CASES);
    }

    private static List<StoredBackup> choose(Random random) {
        int size = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(24);
        int from = random.nextInt(POOL.size() - size);
        List<StoredBackup> chosen = new ArrayList<>(POOL.subList(from, from + size));
        Collections.shuffle(chosen, random);
        return chosen;
    }

    /** What holds whatever the model says. */
    private static void demandPromises(
            List<StoredBackup> backups, List<StoredBackup> replaced, List<StoredBackup> abandoned) {
        List<StoredBackup> gone = new ArrayList<>(replaced);
        gone.addAll(abandoned);
        boolean harm = gone.stream()
                .anyMatch(backup -> backup.pinned()
                        || !backup.isOf(HOME)
                        || backup.createdAt().isAfter(NOW));
        StoredBackup newest = backups.stream()
                .filter(backup -> backup.isOf(HOME) && backup.isVerified())
                .max(StoredBackup.BY_AGE)
                .orElse(null);
        List<StoredBackup> left = new ArrayList<>(backups);
        left.removeAll(gone);
        boolean few = count(left) < Math.min(count(backups), 3);
        if (harm || few || gone.contains(newest)) {
            throw new AssertionError(backups + " lost " + gone);
        }
    }

    private static long count(List<StoredBackup> backups) {
        return backups.stream()
                .filter(backup -> backup.isOf(HOME) && VERIFIED.contains(backup))
                .count();
    }

    private static List<StoredBackup> replacedByModel(List<StoredBackup> backups, int keep, boolean all) {
        List<StoredBackup> left = new ArrayList<>(backups);
        List<StoredBackup> gone = new ArrayList<>();
        while (count(left) > 3 && (all || gone.size() < 10)) {
            StoredBackup oldest = null;
            for (StoredBackup backup : left) {
                if (mayGo(backup, left, keep) && (oldest == null || StoredBackup.BY_AGE.compare(backup, oldest) < 0)) {
                    oldest = backup;
                }
            }
            if (oldest == null) {
                break;
            }
            left.remove(oldest);
            gone.add(oldest);
        }
        return gone;
    }

    /** Whether enough newer ones of its kind would stay without it. */
    private static boolean mayGo(StoredBackup backup, List<StoredBackup> left, int keep) {
        if (!ordinary(backup) || !VERIFIED.contains(backup)) {
            return false;
        }
        int newer = 0;
        for (StoredBackup other : left) {
            if (ordinary(other)
                    && VERIFIED.contains(other)
                    && other.kind() == backup.kind()
                    && StoredBackup.BY_AGE.compare(other, backup) > 0) {
                newer++;
            }
        }
        boolean byPlan = backup.kind() == BackupKind.AUTO || backup.kind() == BackupKind.MANUAL;
        return newer >= (byPlan ? keep : 5);
    }

    private static boolean ordinary(StoredBackup backup) {
        return backup.isOf(HOME) && !backup.pinned() && !backup.createdAt().isAfter(NOW);
    }

    private static List<StoredBackup> abandonedByModel(List<StoredBackup> backups, boolean all) {
        List<StoredBackup> gone = new ArrayList<>();
        for (StoredBackup backup : backups) {
            boolean old = backup.createdAt().isBefore(NOW.minus(Duration.ofDays(7)));
            if (ordinary(backup) && !VERIFIED.contains(backup) && old && count(backups) >= 3) {
                gone.add(backup);
            }
        }
        gone.sort(StoredBackup.BY_AGE);
        return all || gone.size() <= 10 ? gone : gone.subList(0, 10);
    }
}
