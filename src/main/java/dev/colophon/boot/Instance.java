package dev.colophon.boot;

import dev.colophon.account.Accounts;
import dev.colophon.observe.Health;
import dev.colophon.server.MainServer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Colophon. Closing it is the graceful stop and loses no request. */
public final class Instance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final MainServer server;
    private final int managementPort;
    private final Health health;
    private final Closing closing;
    private final String announcement;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Instance(MainServer server, int managementPort, Health health, Closing closing, String announcement) {
        this.server = server;
        this.managementPort = managementPort;
        this.health = health;
        this.closing = closing;
        this.announcement = announcement;
    }

    /** The last line of a start: where it is and what to do now. */
    public void announce() {
        LOG.info(announcement);
    }

    /** The main port that was bound. */
    public int port() {
        return server.port();
    }

    /** The management port that was bound. */
    public int managementPort() {
        return managementPort;
    }

    /**
     * Readiness off, drain, let running requests finish, then close everything in reverse; the
     * management port goes last. Blocks until all that is over.
     */
    @Override
    public void close() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        LOG.info("stopping: readiness off, then drain");
        server.stop(() -> health.unready("stopping", "The instance is stopping."));
        closing.close();
        LOG.info("stopped");
    }

    /** What a person who has just started Colophon does next. */
    record NextStep(Accounts accounts, boolean registrationOpen) {
        String text() {
            try {
                if (accounts.any()) {
                    return "open it in a browser and sign in";
                }
            } catch (RuntimeException emergency) {
                return "see /health on the management port: the schema is not complete";
            }
            String verb = "colophon create-user NAME --admin";
            return registrationOpen
                    ? "open it in a browser and make an account, or: " + verb
                    : "make the first account: " + verb;
        }
    }
}
