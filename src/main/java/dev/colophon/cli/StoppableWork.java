package dev.colophon.cli;

import dev.colophon.boot.StopSignal;
import dev.colophon.problem.StartFailure;
import java.util.function.Consumer;

/** Work of a verb that a signal ends, in any step, with the exit code for that. */
final class StoppableWork {
    private StoppableWork() {}

    /**
     * @param signals has the process's signals ask for the stop
     */
    static void run(Consumer<StopSignal> signals, Consumer<StopSignal> work) {
        StopSignal stop = new StopSignal();
        signals.accept(stop);
        stop.startsHere();
        try {
            work.accept(stop);
        } catch (StartFailure failure) {
            stop.check();
            throw failure;
        } finally {
            stop.startEnded();
        }
    }
}
