package dev.colophon.cli;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.AddressSettings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    private static final int OK = 200;

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
        String address = "http://" + host + ":" + addresses.managementPort() + path;
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            boolean up = connection.getResponseCode() == OK;
            try (InputStream body = body(connection, up)) {
                byte[] text = body == null ? new byte[0] : body.readAllBytes();
                System.out.println(new String(text, StandardCharsets.UTF_8));
            }
            return (up ? ExitCode.DONE : ExitCode.FAULT).number();
        } catch (IOException failure) {
            System.err.println("colophon: nothing answers at "
                    + address
                    + ": "
                    + failure.getMessage()
                    + " (start it, or set MANAGEMENT_PORT to its port)");
            return ExitCode.FAULT.number();
        }
    }

    private static @Nullable InputStream body(HttpURLConnection connection, boolean up) throws IOException {
        return up ? connection.getInputStream() : connection.getErrorStream();
    }
}
