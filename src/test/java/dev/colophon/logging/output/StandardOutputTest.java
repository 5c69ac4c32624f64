package dev.colophon.logging.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandardOutputTest {
    private static final String HELD = "requests";

    /** What each system call would have written. */
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    private final LoggerContext context = new LoggerContext();
    private StandardOutput output;
    private Logger access;
    private Logger application;

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        output = new StandardOutput(
                new MessageLines(),
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        throw new AssertionError("whole lines only");
                    }

                    @Override
                    public void write(byte[] bytes, int start, int length) {
                        calls.add(new String(bytes, start, length, StandardCharsets.UTF_8));
                    }
                },
                HELD);
        output.setContext(context);
        output.start();
        access = context.getLogger(HELD);
        application = context.getLogger("application");
        List.of(access, application).forEach(logger -> logger.addAppender(output));
    }

    @AfterEach
    void stop() {
        output.stop();
    }

    /** A line of a message alone. */
    private static final class MessageLines extends EncoderBase<ILoggingEvent> {
        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return (event.getFormattedMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }

    private String nextCall() throws InterruptedException {
        String call = calls.poll(30, TimeUnit.SECONDS);
        assertThat(call).as("something was written").isNotNull();
        return call;
    }

    @Test
    void lines_of_requests_go_out_together_and_soon() throws Exception {
        access.info("one");
        access.info("two");
        String first = nextCall();
        String all = first.contains("two") ? first : first + nextCall();

        assertThat(all.lines()).hasSize(2);
        access.info("three");
        assertThat(nextCall()).contains("three");
    }

    @Test
    void any_other_line_goes_out_at_once_and_after_those_that_came_before() {
        IntStream.range(0, 3).forEach(number -> access.info("request {}", number));
        application.warn("something is wrong");

        List<String> lines = String.join("", calls).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast()).contains("something is wrong");
        assertThat(lines.getFirst()).contains("request 0");
    }

    @Test
    void many_lines_of_requests_take_few_calls_and_none_is_lost_or_broken() {
        IntStream.range(0, 10_000).forEach(number -> access.info("request {}", number));
        access.info("x".repeat(7_900));
        output.stop();

        List<String> lines = String.join("", calls).lines().toList();
        assertThat(lines).hasSize(10_001);
        assertThat(IntStream.range(0, 10_000))
                .allMatch(number -> lines.get(number).endsWith("request " + number));
        assertThat(calls.size()).isLessThan(1_000);
    }

    @Test
    void what_is_held_is_written_when_logging_is_set_up_anew_or_ends() {
        access.info("last");
        output.flush();

        assertThat(String.join("", calls)).contains("last");
    }
}
