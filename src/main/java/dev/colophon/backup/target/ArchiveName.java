package dev.colophon.backup.target;

import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.BackupKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of an archive, for people: {@code colophon-0198c2a4-auto-20260301T120000000Z-v0007-9f3b1c22.clb}, with
 * {@code .age} behind it when it is encrypted. Only the sidecar and the archive itself tell for sure.
 *
 * @param installation its first eight digits
 * @param createdAt in milliseconds
 * @param suffix eight random digits of the archive's id, so that two of one millisecond have two names
 */
public record ArchiveName(
        String installation, BackupKind kind, Instant createdAt, int schemaLevel, String suffix, boolean encrypted) {
    /** Begins every name. */
    static final String PREFIX = "colophon-";

    private static final String HEXADECIMAL = "([0-9a-f]{8})";
    private static final String KINDS =
            Arrays.stream(BackupKind.values()).map(BackupKind::label).collect(Collectors.joining("|"));
    private static final Pattern FORM = Pattern.compile(PREFIX + HEXADECIMAL + "-(" + KINDS
            + ")-([0-9]{8}T[0-9]{9}Z)-v([0-9]{4,9})-" + HEXADECIMAL + "\\.clb(\\.age)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'")
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final int DIGITS = 8;

    /** Where the last group of an id begins, which is random in any version that is used here. */
    private static final int LAST_GROUP = 24;

    static ArchiveName of(ArchiveHeader header, boolean encrypted) {
        return new ArchiveName(
                digits(header.installation()),
                header.kind(),
                Instant.ofEpochMilli(header.createdAt().toEpochMilli()),
                header.schemaLevel(),
                header.id().toString().substring(LAST_GROUP, LAST_GROUP + DIGITS),
                encrypted);
    }

    /** The parts of a name; none when it is not exactly what an archive would be called. */
    static Optional<ArchiveName> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            ArchiveName name = new ArchiveName(
                    parts.group(1),
                    kind(parts.group(2)),
                    LocalDateTime.parse(parts.group(3), TIME).toInstant(ZoneOffset.UTC),
                    Integer.parseInt(parts.group(4)),
                    parts.group(5),
                    parts.group(6) != null);
            return Optional.of(name).filter(it -> it.text().equals(text));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static BackupKind kind(String label) {
        return Arrays.stream(BackupKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** What of an installation's id is in the names of its archives. */
    static String digits(UUID installation) {
        return installation.toString().substring(0, DIGITS);
    }

    String text() {
        String level = String.format("%04d", schemaLevel);
        return PREFIX + installation + "-" + kind.label() + "-" + TIME.format(createdAt) + "-v" + level + "-" + suffix
                + (encrypted ? ".clb.age" : ".clb");
    }
}
