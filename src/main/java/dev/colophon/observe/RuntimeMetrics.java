package dev.colophon.observe;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Meters;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * The process and its JVM. Their beans are loaded by the first scrape, for loading them would take
 * a tenth of a second of the start.
 */
final class RuntimeMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double BYTES_OF_A_KIBIBYTE = 1024;

    private final Meters meters;
    private boolean declared;

    RuntimeMetrics(Meters meters) {
        this.meters = meters;
    }

    /** Declares them; only the first call does something. */
    synchronized void declare() {
        if (!declared) {
            process();
            memory();
            collectors();
            threads();
            declared = true;
        }
    }

    private void process() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        meters.gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.")
                .watch(() -> runtime.getStartTime() / 1e3);
        meters.gauge("process_resident_memory_bytes", "Memory of the process in RAM, in bytes.")
                .watch(() -> status("VmRSS:"));
        meters.gauge("process_virtual_memory_bytes", "Address space of the process, in bytes.")
                .watch(() -> status("VmSize:"));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            meters.counter("process_cpu_seconds_total", "CPU time of the process, in seconds.")
                    .watch(() -> os.getProcessCpuTime() / 1e9);
            meters.gauge("process_open_fds", "Open file descriptors.").watch(os::getOpenFileDescriptorCount);
            meters.gauge("process_max_fds", "The most file descriptors allowed.")
                    .watch(os::getMaxFileDescriptorCount);
        }
        meters.gauge("jvm_info", "The JVM: 1, with its version and maker as labels.", "version", "vendor")
                .watch(() -> 1, System.getProperty("java.runtime.version", "unknown"), runtime.getVmVendor());
        meters.gauge("jvm_available_processors", "CPUs that the JVM may use.")
                .watch(() -> Runtime.getRuntime().availableProcessors());
    }

    private void memory() {
        var memory = ManagementFactory.getMemoryMXBean();
        String area = "area";
        Gauge used = meters.gauge("jvm_memory_used_bytes", "Memory in use, in bytes.", area);
        Gauge committed = meters.gauge("jvm_memory_committed_bytes", "Memory reserved, in bytes.", area);
        Gauge maximum = meters.gauge("jvm_memory_max_bytes", "The most memory allowed, in bytes.", area);
        used.watch(() -> memory.getHeapMemoryUsage().getUsed(), "heap");
        used.watch(() -> memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
        committed.watch(() -> memory.getHeapMemoryUsage().getCommitted(), "heap");
        committed.watch(() -> memory.getNonHeapMemoryUsage().getCommitted(), "nonheap");
        maximum.watch(() -> known(memory.getHeapMemoryUsage().getMax()), "heap");
        maximum.watch(() -> known(memory.getNonHeapMemoryUsage().getMax()), "nonheap");
        Gauge pool = meters.gauge("jvm_memory_pool_used_bytes", "Memory in use by pool.", "pool");
        Gauge poolMaximum = meters.gauge("jvm_memory_pool_max_bytes", "Limit by pool.", "pool");
        for (MemoryPoolMXBean bean : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.watch(usage(bean, MemoryUsage::getUsed), bean.getName());
            poolMaximum.watch(usage(bean, usage -> known(usage.getMax())), bean.getName());
        }
        Gauge buffers = meters.gauge("jvm_buffer_pool_used_bytes", "Memory outside the heap in buffers.", "pool");
        for (var bean : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            buffers.watch(bean::getMemoryUsed, bean.getName());
        }
    }

    private void collectors() {
        Counter count = meters.counter("jvm_gc_collections_total", "Garbage collections.", "gc");
        Counter time = meters.counter("jvm_gc_collection_seconds_total", "Time collecting, in seconds.", "gc");
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            count.watch(() -> known(bean.getCollectionCount()), bean.getName());
            time.watch(() -> known(bean.getCollectionTime()) / 1e3, bean.getName());
        }
    }

    private void threads() {
        var threads = ManagementFactory.getThreadMXBean();
        meters.gauge("jvm_threads", "Platform threads that are alive.").watch(threads::getThreadCount);
        meters.gauge("jvm_threads_peak", "The most platform threads at once since the start.")
                .watch(threads::getPeakThreadCount);
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        if (scheduler != null) {
            meters.gauge("jvm_virtual_threads_mounted", "Virtual threads running on a carrier.")
                    .watch(() -> known(scheduler.getMountedVirtualThreadCount()));
            meters.gauge("jvm_virtual_threads_queued", "Virtual threads waiting for a carrier.")
                    .watch(() -> known(scheduler.getQueuedVirtualThreadCount()));
            meters.gauge("jvm_virtual_threads_parallelism", "Carriers that may run at once.")
                    .watch(scheduler::getParallelism);
        }
        var classes = ManagementFactory.getClassLoadingMXBean();
        meters.gauge("jvm_classes_loaded", "Loaded classes.").watch(classes::getLoadedClassCount);
    }

    private static DoubleSupplier usage(MemoryPoolMXBean bean, ToDoubleFunction<MemoryUsage> figure) {
        return () -> {
            MemoryUsage usage = bean.getUsage();
            return usage == null ? Double.NaN : figure.applyAsDouble(usage);
        };
    }

    /** The beans say -1 for what is not limited or not known. */
    private static double known(long value) {
        return value < 0 ? Double.NaN : value;
    }

    private static double status(String field) {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(field)) {
                    return Double.parseDouble(line.replaceAll("\\D", "")) * BYTES_OF_A_KIBIBYTE;
                }
            }
        } catch (IOException notLinux) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
