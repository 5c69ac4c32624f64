package dev.colophon.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.colophon.server.admission.Admission;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.Connections;
import dev.colophon.server.request.RefusedRequest;
import dev.colophon.server.request.RequestParts;
import dev.colophon.server.request.ServerMetrics;
import dev.colophon.settings.ServerSettings;
import io.helidon.webserver.WebServerConfig;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for people and programs, from the first accepted connection to the last answer. */
public final class MainServer {
    private static final Logger LOG = LoggerFactory.getLogger(MainServer.class);
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int LEAST_CONNECTIONS = 16;

    private final ServerSettings settings;
    private final Connections connections;
    private final Admission admission;
    private final Listener listener;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private MainServer(ServerParts parts) {
        this.settings = parts.settings();
        var metrics = new ServerMetrics(parts.meters());
        var request = RequestParts.of(
                parts.answers().failures(),
                parts.answers().standardHeaders(),
                metrics,
                settings.trust().trustedProxies());
        int most = mostConnections(freeFileDescriptors());
        Duration timeout = Duration.ofSeconds(settings.requests().timeoutSeconds());
        this.connections = new Connections(
                parts.deadlines(),
                most,
                timeout,
                request.headers(),
                () -> request.log().refused(RefusedRequest.SLOW));
        this.admission = new Admission(request.replies(), settings, probes(parts.probes()));
        this.listener = new Listener(
                new Address(settings.addresses().host(), settings.addresses().port(), "PORT"),
                connections,
                builder -> configure(builder.maxTcpConnections(most), parts, request));
        metrics.watch(this::connectionCount, admission::running);
    }

    /**
     * Binds the main port and serves.
     *
     * @throws dev.colophon.problem.StartFailure CANNOT_BIND
     */
    public static MainServer start(ServerParts parts) {
        return new MainServer(parts);
    }

    private void configure(WebServerConfig.Builder builder, ServerParts parts, RequestParts request) {
        builder.maxPayloadSize(parts.content().maxBodyBytes())
                .shutdownGracePeriod(Duration.ofSeconds(settings.requests().graceSeconds()))
                .directHandlers(request.replies().directHandlers())
                .routing(routing -> {
                    routing.addFilter(request.first());
                    parts.content().filters().forEach(routing::addFilter);
                    routing.addFilter(admission);
                    parts.content().routes().accept(routing);
                });
    }

    private Probes probes(Probes probes) {
        return new Probes(
                probes.live(), () -> !connections.draining() && probes.ready().getAsBoolean());
    }

    /** The port that was bound, also when the settings left the choice to the system. */
    public int port() {
        return listener.port();
    }

    long acceptedCount() {
        return listener.acceptedCount();
    }

    int connectionCount() {
        return connections.count();
    }

    /** Whether the main port takes connections; for the liveness check. */
    public boolean reachable() {
        return listener.reachable();
    }

    /**
     * Stops without losing a request: readiness goes off, answers begin to close their connections,
     * and after SHUTDOWN_DRAIN_SECONDS nothing new is accepted and running requests may finish for
     * SHUTDOWN_GRACE_SECONDS. Blocks until all that is over; a second call does nothing.
     *
     * @param readinessOff told before anything else
     */
    public void stop(Runnable readinessOff) {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        readinessOff.run();
        connections.drain();
        try {
            Thread.sleep(Duration.ofSeconds(settings.requests().drainSeconds()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        LOG.info("stopping; {} requests are running", admission.running());
        listener.stop();
    }

    /**
     * Half of what is free stays for the database, for files and for the other listener: with none
     * left a listener dies for good.
     */
    static int mostConnections(long freeFileDescriptors) {
        return (int) Math.clamp(freeFileDescriptors / 2, LEAST_CONNECTIONS, MOST_CONNECTIONS);
    }

    private static long freeFileDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
