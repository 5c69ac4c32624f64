package dev.colophon.boot;

import com.fasterxml.uuid.Generators;
import dev.colophon.assets.AssetIndex;
import dev.colophon.assets.StaticCollector;
import dev.colophon.backup.work.Installation;
import dev.colophon.boot.feature.MediaParts;
import dev.colophon.database.Database;
import dev.colophon.database.connection.DatabaseState;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.database.opening.Databases;
import dev.colophon.lookup.LookupSettings;
import dev.colophon.media.MediaSettings;
import dev.colophon.media.UploadWatch;
import dev.colophon.migration.Heartbeat;
import dev.colophon.migration.MigrationMetrics;
import dev.colophon.migration.MigrationReport;
import dev.colophon.migration.Migrator;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.SchemaStatus;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.monitoring.Monitoring;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.observe.Health;
import dev.colophon.observe.Management;
import dev.colophon.observe.ReasonCheck;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.StartFailure;
import dev.colophon.server.AssetHandler;
import dev.colophon.server.MainServer;
import dev.colophon.server.ManagementServer;
import dev.colophon.server.ServerParts;
import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Settings;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.web.Mount;
import dev.colophon.web.answer.Failures;
import dev.colophon.web.answer.Statuses;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.http.Filter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start, from top to bottom. Each step is timed, logged, counted and kept in the boot report;
 * what was started is closed in reverse when a later step fails.
 */
public final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);
    private static final Duration SIZE_INTERVAL = Duration.ofMinutes(1);
    private static final long MAX_BODY_BYTES = 1 << 20;

    /** What a multipart form adds to its file. */
    private static final long FORM_BYTES = 1 << 16;

    private final Settings settings;
    private final Reading reading;
    private final StopSignal stop;
    private final Clock clock = Clock.systemDefaultZone();
    private final UUID instanceId = Generators.timeBasedEpochGenerator().generate();
    private final BuildInfo build = BuildInfo.read();
    private final Meters meters = new Meters();
    private final BootReport report;
    private final Health health;
    private final Closing closing = new Closing();
    private final Monitoring monitoring;

    private Start(Reading reading, StopSignal stop) {
        this.reading = reading;
        this.settings = reading.settings();
        this.stop = stop;
        var instance = new BootReport.Instance(
                instanceId.toString(),
                build,
                settings.profile().label(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
        this.report = new BootReport(instance, meters, clock);
        this.health = new Health(report, meters);
        this.monitoring = closing.add("monitoring", Monitoring.begin(settings, instance, clock));
    }

    /**
     * Starts an instance, or leaves nothing behind.
     *
     * @throws StartFailure with the exit code that says why
     */
    public static Instance start(Reading reading, StopSignal stop) {
        stop.startsHere();
        Start start = new Start(reading, stop);
        try {
            return start.run();
        } catch (RuntimeException | Error failure) {
            if (!stop.requested()) {
                start.monitoring.startFailed(failure);
            }
            start.closing.close();
            if (stop.requested()) {
                throw StopSignal.terminated(failure);
            }
            throw failure;
        } finally {
            stop.startEnded();
        }
    }

    private Instance run() {
        report.step("settings", this::showSettings);
        int managementPort = step("management port", this::openManagement);
        step("wait for the database", this::awaitDatabase);
        Database database = step("open the database", this::openDatabase);
        Scripts scripts = Scripts.of(settings.database().engine());
        step("migrate", () -> migrate(scripts));
        SchemaGate gate = step("verify the schema", () -> admit(database, scripts));
        AssetIndex assets = step("collect static files", this::collectStaticFiles);
        Schedule schedule = closing.add("schedule", new Schedule(clock));
        Wiring wiring = closing.add("features", new Wiring(settings, database, clock, assets, meters));
        report.step(
                "look-ups",
                () -> report.detail(settings.get(LookupSettings.GROUP).summary()));
        beat(database, schedule, scripts);
        MainServer server = step("main port", () -> open(wiring, assets));
        wiring.begin(schedule);
        beginUploads(database, wiring);
        beginBackups(database, wiring);
        wiring.background().showTasks(schedule::runs);
        watch(database, gate, schedule);
        stop.check();
        report.complete();
        return new Instance(server, managementPort, health, closing, announcement(server, wiring));
    }

    private void showSettings() {
        String profile = "profile " + settings.profile().label() + ", "
                + settings.database().engine();
        report.detail(profile);
        reading.effective().stream()
                .filter(value -> value.origin() != Origin.DEFAULT)
                .filter(value -> value.origin() != Origin.PROFILE)
                .forEach(value -> LOG.info("setting {}={} ({})", value.name(), value.value(), value.source()));
        Emergency.show(settings.migration(), health, meters).ifPresent(text -> report.warned(profile + ", " + text));
    }

    private int openManagement() {
        Management management = new Management(health, report, meters, Statuses::of);
        ManagementServer server = ManagementServer.start(
                settings.server().addresses().host(),
                settings.server().addresses().managementPort(),
                new Failures(settings.server().requests().debug(), null),
                management::register);
        closing.add("management port", server);
        report.detail("port " + server.port());
        return server.port();
    }

    private void awaitDatabase() {
        DatabaseWait wait = new DatabaseWait(settings.database(), DatabaseWait.Time.REAL);
        report.follow(wait::progress);
        wait.await(settings.database().endpoint());
    }

    private Database openDatabase() {
        Database database = closing.add("database", Databases.open(settings.database(), meters, clock));
        if (settings.database().engine() == Engine.SQLITE) {
            database.watchVolume(settings.database().sqlitePath());
        }
        database.holdInstanceLock();
        monitoring.watch(database);
        return database;
    }

    private void migrate(Scripts scripts) {
        if (!settings.migration().run()) {
            report.skipped("RUN_MIGRATIONS=0");
            return;
        }
        Migrator migrator =
                new Migrator(settings.database(), settings.migration(), scripts, clock, instanceId.toString());
        MigrationReport done = stop.cancellable(migrator::cancel, migrator::migrate);
        done.warning().ifPresentOrElse(failure -> warn("migrate", failure), () -> report.detail(done.summary()));
    }

    private SchemaGate admit(Database database, Scripts scripts) {
        SchemaGate gate = new SchemaGate(database, scripts, settings.migration());
        MigrationMetrics.watch(meters, gate::status);
        report.follow(() -> gate.status().reason());
        SchemaStatus status = stop.cancellable(gate::cancel, gate::admit);
        report.detail(status.reason());
        if (status.isMisfit()) {
            report.warned(status.reason());
        }
        if (status.pending() == 0) {
            Installation.here(database, clock);
        }
        schemaChanged(status);
        return gate;
    }

    private AssetIndex collectStaticFiles() {
        StaticCollector collector = new StaticCollector(clock);
        try {
            AssetIndex assets = collector.collect(settings.staticFiles());
            report.detail(assets.origin());
            return assets;
        } catch (StartFailure failure) {
            if (settings.migration().strict()) {
                throw failure;
            }
            warn("collect static files", failure);
            return collector.fromClassPath();
        }
    }

    private MainServer open(Wiring wiring, AssetIndex assets) {
        Mount mount = wiring.mount();
        MainServer server = MainServer.start(new ServerParts(
                settings.server(),
                new ServerParts.Answers(mount.failureReply(), Mount.standardHeaders()),
                new ServerParts.Content(maxBodyBytes(mount), filters(mount), routing -> {
                    mount.register(routing);
                    new AssetHandler(assets, mount.failureReply()).register(routing);
                    mount.registerNothingHere(routing);
                }),
                new Probes(health::isLive, health::isReady),
                ConnectionDeadlines.PRODUCTION,
                meters));
        closing.add("main port", () -> server.stop(() -> {}));
        health.check(new ReasonCheck(
                "listener",
                HealthCheckType.LIVENESS,
                () -> server.reachable() ? "" : "The main port takes no connection."));
        report.detail("port " + server.port());
        return server;
    }

    private List<Filter> filters(Mount mount) {
        return Stream.concat(monitoring.filters().stream(), mount.filters().stream())
                .toList();
    }

    private long maxBodyBytes(Mount mount) {
        long files = Math.max(
                mount.maxUploadBytes(),
                FORM_BYTES
                        + Math.max(
                                settings.get(ImportSettings.GROUP).maxBytes(),
                                settings.get(MediaSettings.GROUP).maxFileBytes()));
        return Math.max(MAX_BODY_BYTES, files);
    }

    /** From before the first request on, so that no serving instance is hidden from the fence. */
    private void beat(Database database, Schedule schedule, Scripts scripts) {
        Heartbeat heartbeat =
                new Heartbeat(database, settings.database().engine(), instanceId, build.version(), scripts);
        heartbeat.begin();
        closing.add("heartbeat", heartbeat::stop);
        schedule.every(Heartbeat.INTERVAL, "heartbeat", () -> restoreSeen(!heartbeat.beat()));
    }

    /** It began although this instance lived, because no beat of it was to be seen for a while. */
    private void restoreSeen(boolean running) {
        if (running) {
            health.unready("restore", "A restore of the database is running.");
        } else {
            health.ready("restore");
        }
    }

    private void beginUploads(Database database, Wiring wiring) {
        MediaParts media = wiring.media();
        closing.add("uploads", new UploadWatch(database, media.store(), clock, media.metrics(), health))
                .start();
    }

    private void beginBackups(Database database, Wiring wiring) {
        var parts = new Backups.Parts(database, meters, health, clock, build.version());
        Backups.begin(settings, parts).ifPresent(backups -> {
            closing.add("backups", backups);
            report.add("backups", backups::content);
            wiring.background().showBackups(backups::standing, backups::next);
        });
    }

    /** What is looked at again and again while serving. */
    private void watch(Database database, SchemaGate gate, Schedule schedule) {
        database.onStateChange(this::databaseChanged);
        databaseChanged(database.state());
        schedule.every(SchemaGate.RECHECK_INTERVAL, "schema check", () -> schemaChanged(gate.recheck()));
        schedule.every(SIZE_INTERVAL, "database size", database::measure);
    }

    private void databaseChanged(DatabaseState state) {
        if (state.up()) {
            health.ready("database");
        } else {
            health.unready("database", state.reason());
        }
    }

    private void schemaChanged(SchemaStatus status) {
        if (status.ready()) {
            health.ready("schema");
        } else {
            health.unready("schema", status.reason());
        }
        if (status.isMisfit()) {
            health.warn("schema", status.reason());
        } else {
            health.unwarn("schema");
        }
    }

    private void warn(String step, StartFailure failure) {
        report.warned(failure);
        health.warn(step, failure.what() + ": " + failure.why() + " (" + failure.remedy() + ")");
    }

    private String announcement(MainServer server, Wiring wiring) {
        String host = settings.server().addresses().host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        String address = "http://" + shown + ":" + server.port();
        return "Colophon is ready at " + address + " - next: "
                + wiring.nextStep().text();
    }

    private void step(String name, Runnable work) {
        stop.check();
        report.step(name, work);
    }

    private <T> T step(String name, Supplier<T> work) {
        stop.check();
        return report.step(name, work);
    }
}
