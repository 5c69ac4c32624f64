package dev.colophon.monitoring.fault;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a fault: classes, methods and lines, the unfilled text of the log line if it is ours, and the request
 * by its method, its route's pattern and its id. Of an exception the class is said and not the message, for messages
 * repeat values, statements and paths, and nobody can tell those that do not from those that do.
 */
final class FaultEvent {
    private static final String OWN = "dev.colophon.";
    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 100;

    private FaultEvent() {}

    /** Of an event of the log, on the thread that logged it. */
    static SentryEvent of(ILoggingEvent logged) {
        SentryEvent event = new SentryEvent();
        event.setLevel(SentryLevel.ERROR);
        event.setLogger(logged.getLoggerName());
        if (logged.getLoggerName().startsWith(OWN)) {
            event.setMessage(message(logged.getMessage()));
        }
        if (logged.getThrowableProxy() instanceof ThrowableProxy thrown) {
            event.setExceptions(exceptions(thrown.getThrowable()));
        }
        RequestFacts request = Connection.requestUnderWay();
        if (request != null) {
            event.setTransaction(request.method() + " " + request.route());
            event.setTag("method", request.method());
            event.setTag("route", request.route());
            event.setTag("request_id", request.requestId());
        }
        return event;
    }

    static SentryEvent ofStart(Throwable fault) {
        SentryEvent event = new SentryEvent();
        event.setLevel(SentryLevel.FATAL);
        event.setMessage(message("the start failed"));
        event.setExceptions(exceptions(fault));
        return event;
    }

    private static Message message(String text) {
        Message message = new Message();
        message.setMessage(text);
        return message;
    }

    /** The cause comes first, as Sentry wants it. */
    private static List<SentryException> exceptions(Throwable thrown) {
        List<SentryException> all = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && all.size() < MOST_CAUSES) {
            all.addFirst(exception(next));
            next = next.getCause();
        }
        return all;
    }

    private static SentryException exception(Throwable thrown) {
        SentryException exception = new SentryException();
        String name = thrown.getClass().getName();
        int end = name.lastIndexOf('.');
        exception.setType(name.substring(end + 1));
        exception.setModule(name.substring(0, Math.max(0, end)));
        exception.setStacktrace(new SentryStackTrace(frames(thrown.getStackTrace())));
        return exception;
    }

    /** The outermost call comes first, as Sentry wants it; of a deep stack those nearest to the fault are kept. */
    private static List<SentryStackFrame> frames(StackTraceElement[] stack) {
        List<SentryStackFrame> frames = new ArrayList<>();
        for (int index = 0; index < Math.min(stack.length, MOST_FRAMES); index++) {
            frames.addFirst(frame(stack[index]));
        }
        return frames;
    }

    private static SentryStackFrame frame(StackTraceElement element) {
        SentryStackFrame frame = new SentryStackFrame();
        frame.setModule(element.getClassName());
        frame.setFunction(element.getMethodName());
        frame.setFilename(element.getFileName());
        frame.setLineno(element.getLineNumber());
        frame.setInApp(element.getClassName().startsWith(OWN));
        return frame;
    }
}
