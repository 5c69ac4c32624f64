package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerTest {
    @Test
    void a_port_in_use_stops_the_start() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var choice = new RunningServer.Choice();
            choice.port = other.getLocalPort();
            var failure = catchThrowableOfType(StartFailure.class, () -> new RunningServer(choice));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_BIND);
            assertThat(failure.why()).contains("127.0.0.1:" + choice.port, "in use");
            assertThat(failure.remedy()).contains("PORT");
        }
    }

    @Test
    void a_management_port_in_use_stops_the_start() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            var failure = catchThrowableOfType(StartFailure.class, () -> management("127.0.0.1", port));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_BIND);
            assertThat(failure.remedy()).contains("MANAGEMENT_PORT");
        }
    }

    @Test
    void an_address_of_another_machine_stops_the_start() {
        var failure = catchThrowableOfType(StartFailure.class, () -> management("192.0.2.1", 0));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_BIND);
        assertThat(failure.why()).contains("192.0.2.1");
    }

    @Test
    void a_host_name_without_address_stops_the_start() {
        var failure = catchThrowableOfType(StartFailure.class, () -> management("no.invalid", 0));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_BIND);
        assertThat(failure.remedy()).contains("HOST");
    }

    @Test
    void the_real_port_is_reported() throws IOException {
        try (var server = new RunningServer();
                var management = management("127.0.0.1", 0)) {
            assertThat(server.port()).isPositive().isNotEqualTo(management.port());
        }
    }

    @Test
    void management_serves_any_host_and_keeps_the_framing_guard() throws IOException {
        try (var management = management("127.0.0.1", 0);
                var client = new RawClient(management.port());
                var bad = new RawClient(management.port())) {
            client.send("GET /boot HTTP/1.1\r\nHost: 10.1.2.3\r\n\r\n");
            bad.send("POST /boot HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("booted");
            assertThat(bad.untilClosed()).startsWith("HTTP/1.1 411 ");
        }
    }

    @Test
    void the_listener_tells_whether_it_is_reachable() {
        var server = new RunningServer();
        assertThat(server.server.reachable()).isTrue();
        server.close();

        assertThat(server.server.reachable()).isFalse();
    }

    @Test
    void a_listener_on_all_addresses_reaches_itself() {
        try (var management = management("0.0.0.0", 0)) {
            assertThat(new Address("0.0.0.0", 0, "PORT")
                            .reachable(management.port())
                            .getAddress())
                    .isEqualTo(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void half_of_the_free_file_descriptors_are_for_connections() {
        assertThat(MainServer.mostConnections(1024)).isEqualTo(512);
        assertThat(MainServer.mostConnections(20)).isEqualTo(16);
        assertThat(MainServer.mostConnections(1_048_576)).isEqualTo(10_000);
        assertThat(MainServer.mostConnections(Long.MAX_VALUE)).isEqualTo(10_000);
    }

    private static ManagementServer management(String host, int port) {
        return ManagementServer.start(
                host,
                port,
                RunningServer::reply,
                routing -> routing.get("/boot", (request, response) -> response.send("booted")));
    }
}
