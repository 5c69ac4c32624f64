package dev.colophon.backup.check;

import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the rows of one table: their form, which the codec reads, the order of the keys and what they refer to. */
final class TableCheck {
    /** Some columns of this table, and the keys that they are added to or looked up in. */
    private record Link(KeyColumns columns, ReferencedKeys keys) {}

    private final TableLayout table;
    private final FileLinks files;
    private final KeyColumns primaryKey;
    private final List<Link> referenced = new ArrayList<>();
    private final List<Link> referring = new ArrayList<>();

    /** @param keys of the whole archive, by the referenced table and by its columns */
    TableCheck(TableLayout table, Map<String, Map<List<String>, ReferencedKeys>> keys, FileLinks files) {
        this.table = table;
        this.files = files;
        primaryKey = new KeyColumns(table, table.primaryKey());
        keys.getOrDefault(table.name(), Map.of())
                .forEach((columns, set) -> referenced.add(new Link(new KeyColumns(table, columns), set)));
        for (ForeignKey key : table.foreignKeys()) {
            Map<List<String>, ReferencedKeys> targets = Objects.requireNonNull(keys.get(key.table()));
            referring.add(new Link(
                    new KeyColumns(table, key.columns()), Objects.requireNonNull(targets.get(key.referenced()))));
        }
    }

    /** @throws ArchiveFault at the first row that does not fit */
    void read(InputStream canonical) throws IOException {
        var row = new RowReader(canonical, table);
        byte @Nullable [][] before = null;
        while (row.next()) {
            byte[][] key = primaryKey.of(row);
            if (key == null || (before != null && KeyColumns.compare(before, key) >= 0)) {
                throw fault(row, "its primary key is null, or not behind the one before");
            }
            before = key;
            follow(row);
            files.follow(row, table);
        }
        for (Link link : referenced) {
            if (!link.keys().complete()) {
                throw new ArchiveFault(table.name(), "lacks rows that others refer to");
            }
        }
    }

    private void follow(RowReader row) throws ArchiveFault {
        for (Link link : referenced) {
            byte[][] key = link.columns().of(row);
            if (key != null) {
                link.keys().add(link.columns().hash(key));
            }
        }
        for (Link link : referring) {
            byte[][] key = link.columns().of(row);
            if (key != null && !link.keys().allows(link.columns().hash(key))) {
                throw fault(row, "it refers to a row that is not there");
            }
        }
    }

    private ArchiveFault fault(RowReader row, String why) {
        return new ArchiveFault(table.name(), "row " + row.rows() + ": " + why);
    }
}
