package dev.colophon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of Debian's with its own dump tools, because pg_dump refuses a server that is newer than itself. */
record DumpTools(Path binaries, Path data, int port) implements AutoCloseable {
    /** Starts a server with the durability it has by default. */
    static DumpTools start(Path folder, int port) throws IOException, InterruptedException {
        Path binaries = newestBinaries();
        Path data = folder.resolve("postgres");
        Files.createDirectories(data);
        run("chown", "-R", "postgres", data.toString());
        run("chmod", "o+rx", folder.toString());
        var tools = new DumpTools(binaries, data, port);
        tools.asPostgres("initdb -D " + data + " -U postgres -A trust --locale=C.UTF-8 -E UTF8");
        tools.asPostgres("pg_ctl -D " + data + " -w -l " + data + "/log -o '-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=256MB' start");
        return tools;
    }

    private static Path newestBinaries() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("install Debian's postgresql, sqlite3 and zstd"));
        }
    }

    String connection(String database) {
        return "-h 127.0.0.1 -p " + port + " -U postgres -d " + database;
    }

    /** A whole command line, in seconds. */
    double seconds(String command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        shell(command);
        return (System.nanoTime() - start) / 1e9;
    }

    void shell(String command) throws IOException, InterruptedException {
        run("sh", "-ec", "PATH=" + binaries + ":$PATH; " + command);
    }

    private void asPostgres(String command) throws IOException, InterruptedException {
        run("su", "postgres", "-c", "PATH=" + binaries + ":$PATH; " + command);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("command-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(log));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asPostgres("pg_ctl -D " + data + " -m fast -w stop");
    }
}
