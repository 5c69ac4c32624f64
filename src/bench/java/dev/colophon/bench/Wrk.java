package dev.colophon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of wrk (Debian's package) against an address on this machine. */
record Wrk(double requestsPerSecond, double p99Millis) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern ALL = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)");

    /**
     * @param script a Lua script that makes the requests
     */
    static Wrk run(String url, int connections, int seconds, Path script) throws IOException, InterruptedException {
        String text = output(url, connections, seconds, script);
        if (text.contains("Non-2xx")) {
            throw new IOException("wrk met refusals:\n" + text);
        }
        return new Wrk(rate(text), p99(text));
    }

    /** The same, where requests may be refused; they do not count in the rate. */
    static Wrk overload(String url, int connections, int seconds, Path script)
            throws IOException, InterruptedException {
        String text = output(url, connections, seconds, script);
        Matcher refused = REFUSED.matcher(text);
        double all = Double.parseDouble(group(ALL.matcher(text), text));
        double good = refused.find() ? all - Double.parseDouble(refused.group(1)) : all;
        return new Wrk(rate(text) * good / all, p99(text));
    }

    private static String output(String url, int connections, int seconds, Path script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk", "-t2", "-c" + connections, "-d" + seconds + "s", "--latency", "-s", script.toString(), url));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk failed:\n" + text);
        }
        return text;
    }

    private static double rate(String text) {
        return Double.parseDouble(group(RATE.matcher(text), text));
    }

    private static double p99(String text) {
        Matcher matcher = P99.matcher(text);
        double value = Double.parseDouble(group(matcher, text));
        return switch (matcher.group(2)) {
            case "us" -> value / 1000;
            case "ms" -> value;
            default -> value * 1000;
        };
    }

    private static String group(Matcher matcher, String text) {
        if (!matcher.find()) {
            throw new IllegalStateException("not in wrk's output:\n" + text);
        }
        return matcher.group(1);
    }
}
