package dev.colophon.backup.archive;

import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.HeaderRules;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.util.Arrays;

/** Reads the first two entries. */
final class HeaderReader {
    private HeaderReader() {}

    /**
     * What they say.
     *
     * @param number of the format
     */
    record Start(int number, ArchiveHeader header) {}

    static Start read(TarReader tar) throws IOException {
        byte[] format = tar.read(ArchiveFormat.FORMAT, ArchiveFormat.MAX_MARK_BYTES);
        int number = ArchiveFormat.number(format);
        if (number > ArchiveFormat.NUMBER) {
            throw newer("it has format " + number + ", this build reads up to " + ArchiveFormat.NUMBER);
        }
        if (number == 0) {
            throw new ArchiveFault(ArchiveFormat.FORMAT, "does not begin as that of an archive");
        }
        byte[] json = tar.read(ArchiveFormat.HEADER, ArchiveFormat.MAX_HEADER_BYTES);
        if (!Arrays.equals(ArchiveFormat.format(number, Hash.hexadecimal(json)), format)) {
            throw new ArchiveFault(ArchiveFormat.HEADER, "is not what " + ArchiveFormat.FORMAT + " says");
        }
        ArchiveHeader header = parse(json);
        if (header.createdAt().getEpochSecond() != tar.modifiedSeconds()) {
            throw new ArchiveFault(ArchiveFormat.HEADER, "has another time than the entries");
        }
        return new Start(number, header);
    }

    /** Its hash holds already: a field, a kind or a form that is not known here is a newer build's. */
    private static ArchiveHeader parse(byte[] json) throws ArchiveFault {
        ArchiveHeader header;
        try {
            header = Json.read(json, ArchiveHeader.class);
        } catch (Problem unknown) {
            throw newer("its header has something that this build does not know");
        }
        String broken = HeaderRules.broken(header);
        if (broken != null) {
            throw new ArchiveFault(ArchiveFormat.HEADER, broken);
        }
        return header;
    }

    private static StartFailure newer(String why) {
        return new StartFailure(
                ExitCode.BACKUP_INCOMPATIBLE,
                "read the archive",
                why,
                "read it with the release that wrote it, or a newer one");
    }
}
