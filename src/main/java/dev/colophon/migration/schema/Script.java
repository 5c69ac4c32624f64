package dev.colophon.migration.schema;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One migration of this build.
 *
 * @param level its number
 * @param name such as {@code schema_state}
 * @param contractMinimum present when builds that need a lower level stop working after it
 */
public record Script(String file, int level, String name, String sql, OptionalInt contractMinimum) {
    private static final Pattern FILE = Pattern.compile("V(\\d{3,9})__([a-z0-9_]+)\\.sql");
    private static final Pattern CONTRACT = Pattern.compile("(?im)^--\\s*contract\\s*:\\s*minimum\\s+(\\d{1,9})\\s*$");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$|(?s)/\\*.*?\\*/");
    private static final Pattern NOT_TRANSACTIONAL =
            Pattern.compile("\\bconcurrently\\b|^\\s*vacuum\\b|\\bpragma\\s+foreign_keys\\b");

    public static boolean isNamedAsOne(String file) {
        return FILE.matcher(file).matches();
    }

    public static Script parse(String file, String sql) {
        var parts = FILE.matcher(file);
        if (!parts.matches()) {
            throw new IllegalArgumentException(file + " is not named like V001__purpose.sql");
        }
        var contract = CONTRACT.matcher(sql);
        OptionalInt minimum =
                contract.find() ? OptionalInt.of(Integer.parseInt(contract.group(1))) : OptionalInt.empty();
        return new Script(file, Integer.parseInt(parts.group(1)), parts.group(2), sql, minimum);
    }

    /** As Flyway stores it. */
    String description() {
        return name.replace('_', ' ');
    }

    /** Whether the databases can run it in a transaction; Flyway decides the same by parsing. */
    public boolean isTransactional() {
        return !NOT_TRANSACTIONAL.matcher(bare().toLowerCase(Locale.ROOT)).find();
    }

    /** The statements without comments. */
    public String bare() {
        return COMMENT.matcher(sql).replaceAll("").strip();
    }

    /** As Flyway computes it: independent of line ends and a byte order mark. */
    int checksum() {
        var crc = new CRC32();
        String text = sql.startsWith("\uFEFF") ? sql.substring(1) : sql;
        text.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(crc::update);
        return (int) crc.getValue();
    }
}
