package dev.colophon.cli;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.AddressSettings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colophon healthcheck}. */
@Command(
        name = "healthcheck",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the instance on this machine, on its management port, whether it is ready;"
                    + " ends with 0 if it is and 1 if not, and prints the reasons.",
        })
final class HealthcheckCommand implements Callable<Integer> {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int OK = 200;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--live", description = "Asks only whether it lives.")
    private boolean live;

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
        PrintWriter out = spec.commandLine().getOut();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            boolean up = connection.getResponseCode() == OK;
            try (InputStream body = body(connection, up)) {
                byte[] text = body == null ? new byte[0] : body.readAllBytes();
                out.println(new String(text, StandardCharsets.UTF_8));
            }
            return (up ? ExitCode.DONE : ExitCode.FAULT).number();
        } catch (IOException failure) {
            spec.commandLine()
                    .getErr()
                    .println("colophon: nothing answers at "
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
