package dev.colophon.backup.place.file;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The files of restores beside a SQLite database: what is being built ({@code <database>.new-<id>}),
 * and what was live before ({@code <database>.before-<time>-<id>}) with a note in JSON.
 */
public final class KeptFiles {
    /** What SQLite keeps beside a file, and what makes no sense without it. */
    static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    static final String NOTE = ".json";

    /** Of a file that is not complete yet. */
    static final String PART = ".part";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path database;
    private final Pattern kept;
    private final Pattern note;
    private final Pattern part;
    private final String built;

    /**
     * @param database absolute
     */
    public KeptFiles(Path database) {
        this.database = database;
        String name = database.getFileName().toString();
        String main = Pattern.quote(name) + "\\.before-(\\d{8}T\\d{6}\\.\\d{3}Z)-([0-9a-f]{8})";
        this.kept = Pattern.compile(main);
        this.note = Pattern.compile("(" + main + ")\\.json");
        this.part = Pattern.compile(main + "(-wal|-shm|-journal|\\.json)?\\.part");
        this.built = name + ".new-";
    }

    Path database() {
        return database;
    }

    Path folder() {
        return Objects.requireNonNull(database.getParent(), "the path is absolute");
    }

    /** Where something new is built. */
    public Path built(String id) {
        return database.resolveSibling(built + id);
    }

    Path kept(String id, Instant now) {
        return beside(database, ".before-" + TIME.format(now) + "-" + id);
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** What was kept, the newest first. */
    public List<KeptData> list() throws IOException {
        List<KeptData> all = new ArrayList<>();
        for (Path file : files()) {
            var name = kept.matcher(file.getFileName().toString());
            if (name.matches() && !isLive(file)) {
                all.add(describe(file, name.group(2), TIME.parse(name.group(1), Instant::from)));
            }
        }
        all.sort(Comparator.comparing(KeptData::since).reversed());
        return all;
    }

    private static KeptData describe(Path file, String id, Instant time) throws IOException {
        long bytes = Files.size(file);
        for (String companion : COMPANIONS) {
            Path path = beside(file, companion);
            bytes += Files.exists(path) ? Files.size(path) : 0;
        }
        KeptData data = new KeptData(id, time, 0, "", bytes);
        Path note = beside(file, NOTE);
        return Files.exists(note) ? data.noted(Files.readString(note)) : data;
    }

    /**
     * The file of what was kept.
     *
     * @throws StartFailure 15 when it is not kept any more
     */
    public Path find(KeptData data) throws IOException {
        data.requireIn(list());
        return files().stream().filter(file -> isKept(file, data)).findFirst().orElseThrow();
    }

    private boolean isKept(Path file, KeptData data) {
        var name = kept.matcher(file.getFileName().toString());
        return name.matches() && name.group(2).equals(data.id());
    }

    /** Deletes a file with what lies beside it. */
    public void delete(Path file) throws IOException {
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(file, companion));
        }
        Files.deleteIfExists(file);
        Files.deleteIfExists(beside(file, NOTE));
    }

    /** A file that was kept is live again, by one rename; what lay beside it follows. */
    public void giveCompanions(Path file) throws IOException {
        for (String companion : COMPANIONS) {
            if (Files.exists(beside(file, companion))) {
                Files.move(beside(file, companion), beside(database, companion));
            }
        }
        delete(file);
    }

    /** Removes what a restore that was killed has left; the live data becomes what it was, or stays. */
    public void sweep() throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.startsWith(built)) {
                Files.deleteIfExists(file);
            } else if (kept.matcher(name).matches() && isLive(file)) {
                giveBack(file);
            }
        }
        for (Path file : files()) {
            String name = file.getFileName().toString();
            var noted = note.matcher(name);
            boolean ofNothing = noted.matches() && !Files.exists(file.resolveSibling(noted.group(1)));
            if (ofNothing || part.matcher(name).matches()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A swap ended between keeping the file, which was damaged, and replacing it. */
    private void giveBack(Path file) throws IOException {
        for (String companion : COMPANIONS) {
            Path mine = beside(file, companion);
            Path live = beside(database, companion);
            if (Files.exists(mine) && !Files.exists(live)) {
                Files.move(mine, live);
            }
        }
        delete(file);
    }

    private boolean isLive(Path file) throws IOException {
        return Files.exists(database) && Files.isSameFile(file, database);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder())) {
            return files.toList();
        }
    }
}
