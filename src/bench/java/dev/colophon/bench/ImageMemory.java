package dev.colophon.bench;

import dev.colophon.image.ImageArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The container in a limit of 256 MiB that the kernel enforces; needs podman and runc. */
record ImageMemory(Path folder, Path data) {
    private static final String NAME = "colophon-bench";
    private static final int LOAD_SECONDS = 20;

    void run(Map<String, String> onSqlite, Map<String, String> onPostgresql) throws Exception {
        System.out.println("\n## Memory of the container, MiB, anonymous + files, limit 256 MiB\n");
        Table.head("database", "after start", "under load");
        String loaded = podman("load", "-q", "-i", ImageArchive.FILE.toString());
        String image = loaded.replaceAll("(?s).*: ", "").strip();
        measure("SQLite", image, onSqlite);
        measure("PostgreSQL", image, onPostgresql);
    }

    private void measure(String name, String image, Map<String, String> variables) throws Exception {
        Path library = Samples.goodreads(data, 1_000);
        Files.writeString(data.resolve("password"), Colophon.PASSWORD + "\n");
        podman(container(image, variables, "create-user", "ada", "--password-file=data/password"));
        String export = "data/" + library.getFileName();
        podman(container(image, variables, "import", "--user", "ada", export));
        List<String> serve = container(image, variables, "serve");
        serve.addAll(1, List.of("--detach", "--name", NAME));
        podman(serve);
        try {
            String address = "http://127.0.0.1:" + variables.get("PORT");
            awaitReady();
            Thread.sleep(2_000);
            String atRest = resident();
            String token = Colophon.token(address, "ada");
            Path script = Requests.script(folder, "image", token);
            Wrk.run(address + "/api/v1/library?limit=50", 64, LOAD_SECONDS, script);
            Table.row(name, atRest, resident());
        } finally {
            podman("rm", "--force", NAME);
        }
    }

    private List<String> container(String image, Map<String, String> variables, String... verb) {
        List<String> command = new ArrayList<>(List.of("run", "--read-only", "--network=host"));
        command.addAll(List.of("--memory=256m", "--memory-swap=256m"));
        command.addAll(List.of("--volume", data + ":/app/data"));
        command.addAll(List.of("--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"));
        variables.forEach((name, value) -> command.add("--env=" + name + "=" + value));
        command.add(image);
        command.addAll(List.of(verb));
        return command;
    }

    private static void awaitReady() throws Exception {
        for (int tries = 0; !podman("logs", NAME).contains(Colophon.READY); tries++) {
            if (tries == 200) {
                throw new IOException("not ready:\n" + podman("logs", NAME));
            }
            Thread.sleep(100);
        }
    }

    /** Anonymous pages count for the limit; those of files the kernel can drop and read again. */
    private static String resident() throws Exception {
        String process = podman("inspect", "--format={{.State.Pid}}", NAME).strip();
        Map<String, Long> mebibytes = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc", process, "status"))) {
            if (line.startsWith("Rss")) {
                long kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
                mebibytes.put(line.replaceAll(":.*", ""), kibibytes / 1024);
            }
        }
        return mebibytes.get("RssAnon") + " + " + mebibytes.get("RssFile");
    }

    private static String podman(String... arguments) throws Exception {
        return podman(List.of(arguments));
    }

    private static String podman(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("podman", "--runtime=runc"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }
}
