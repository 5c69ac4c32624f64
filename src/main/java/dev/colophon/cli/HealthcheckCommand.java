package dev.colophon.cli;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.AddressSettings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colophon healthcheck}. */
@Command(
        name = HealthcheckCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Asks the instance on this machine, on its management port, whether it is ready;"
                    + " ends with 0 if it is and 1 if not, and prints the reasons.",
        })
final class HealthcheckCommand implements Callable<Integer> {
    static final String NAME = "healthcheck";

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final String UP = "HTTP/1.1 200";
    private static final String END_OF_HEADERS = "\r\n\r\n";

    @Option(names = "--live", description = "Asks only whether it lives.")
    private boolean live;

    /** Whether it is, and nothing more: then the process needs neither a log nor services. */
    static boolean isAsked(String... arguments) {
        return arguments.length == 1 && arguments[0].equals(NAME);
    }

    @Override
    public Integer call() {
        AddressSettings addresses = ProgramSettings.READER
                .read(Environment.capture(), Purpose.NONE)
                .settings()
                .server()
                .addresses();
        String host = addresses.host().equals("0.0.0.0") ? "127.0.0.1" : addresses.host();
        String path = live ? "/health/live" : "/health/ready";
        try {
            String answer = ask(host, addresses.managementPort(), path);
            int body = answer.indexOf(END_OF_HEADERS);
            System.out.println(body < 0 ? "" : answer.substring(body + END_OF_HEADERS.length()));
            return (answer.startsWith(UP) ? ExitCode.DONE : ExitCode.FAULT).number();
        } catch (IOException failure) {
            System.err.println("colophon: nothing answers at http://" + host + ":" + addresses.managementPort() + path
                    + ": " + failure.getMessage() + " (start it, or set MANAGEMENT_PORT to its port)");
            return ExitCode.FAULT.number();
        }
    }

    /** By hand, because Java's own clients look through the whole class path, a third of all the time this takes. */
    private static String ask(String host, int port, String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
