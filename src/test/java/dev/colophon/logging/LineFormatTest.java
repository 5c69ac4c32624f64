package dev.colophon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.logging.output.StandardOutput;
import dev.colophon.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LineFormatTest {
    private static final String HOSTILE =
            "one\ntwo\r\n{\"level\":\"ERROR\"}\t\u001b[31m\u0000\u0085\u2028\u202e\ud800 \"end\"\\";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @AfterEach
    void no_id_is_left() {
        RequestId.clear();
    }

    private Logger logger(LineFormat format, OutputStream stream) {
        var context = new LoggerContext();
        var output = new StandardOutput(format, stream, Logging.ACCESS);
        output.setContext(context);
        output.start();
        var logger = context.getLogger("dev.colophon.web.Sample");
        logger.setLevel(Level.TRACE);
        logger.addAppender(output);
        return logger;
    }

    private Logger json() {
        return logger(new JsonLines(), bytes);
    }

    private Logger text() {
        return logger(new TextLines(), bytes);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private JsonNode onlyLine() {
        String all = bytes.toString(StandardCharsets.UTF_8);
        assertThat(all).endsWith("}\n");
        assertThat(all.strip().chars()).noneMatch(c -> c < ' ' || c == 0x85 || c == 0x2028);
        try {
            return new ObjectMapper().readTree(all);
        } catch (IOException broken) {
            throw new AssertionError(all, broken);
        }
    }

    @Test
    void a_json_line_has_its_fields_and_the_values_keep_their_kind() {
        RequestId.set("0198-abc");
        Instant before = Instant.now();

        json().atWarn()
                .addKeyValue("status", 200)
                .addKeyValue("complete", true)
                .addKeyValue("seconds", 0.25)
                .addKeyValue("rows", 12L)
                .addKeyValue("nothing", (Object) null)
                .addKeyValue("level", "mine")
                .log("the {} is {}", "book", 7);

        JsonNode line = onlyLine();
        assertThat(Instant.parse(line.get("ts").textValue())).isBetween(before.minusSeconds(1), before.plusSeconds(60));
        assertThat(line.get("ts").textValue()).hasSize("2026-01-01T00:00:00.000Z".length());
        assertThat(line.get("level").textValue()).isEqualTo("WARN");
        assertThat(line.get("logger").textValue()).isEqualTo("dev.colophon.web.Sample");
        assertThat(line.get("message").textValue()).isEqualTo("the book is 7");
        assertThat(line.get("request_id").textValue()).isEqualTo("0198-abc");
        assertThat(line.get("thread").textValue())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(line.get("status").isInt()).isTrue();
        assertThat(line.get("complete").isBoolean()).isTrue();
        assertThat(line.get("seconds").decimalValue()).isEqualByComparingTo("0.25");
        assertThat(line.get("rows").intValue()).isEqualTo(12);
        assertThat(line.get("nothing").isNull()).isTrue();
        assertThat(line.get("level_").textValue()).isEqualTo("mine");
    }

    @Test
    void hostile_text_cannot_break_or_forge_a_json_line() {
        RequestId.set(HOSTILE);

        json().atInfo()
                .addKeyValue("ke\"y\n", HOSTILE)
                .setCause(new IllegalStateException(HOSTILE))
                .log(HOSTILE);

        JsonNode line = onlyLine();
        String stored = HOSTILE.replace('\ud800', '?');
        assertThat(line.get("message").textValue()).isEqualTo(stored);
        assertThat(line.get("ke\"y\n").textValue()).isEqualTo(stored);
        assertThat(line.get("level").textValue()).isEqualTo("INFO");
        assertThat(line.get("exception").textValue().lines().findFirst().orElseThrow())
                .startsWith("java.lang.IllegalStateException: one\\ntwo\\r\\n");
    }

    @Test
    void hostile_text_cannot_break_or_forge_a_text_line() {
        RequestId.set("r\n1");

        text().atInfo().addKeyValue("k", HOSTILE).log("agent {}", HOSTILE);

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst())
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  web\\.Sample {13}" + "agent one\\\\ntwo\\\\r\\\\n.*")
                .contains("\\u001b[31m\\u0000\\u0085\\u2028\\u202e")
                .endsWith("  [r\\n1]");
    }

    @Test
    void an_exceptions_message_cannot_forge_a_line_of_its_stack() {
        var cause = new IOException("inner\n12:00:00.000 ERROR forged");
        var fault = new IllegalStateException("outer\n12:00:00.000 ERROR forged", cause);
        fault.addSuppressed(new IllegalArgumentException("side"));

        text().error("failed", fault);

        assertThat(lines()).noneMatch(line -> line.startsWith("12:00:00.000"));
        assertThat(lines())
                .anyMatch(line -> line.startsWith("    caused by: java.io.IOException: inner\\n12"))
                .anyMatch(line -> line.contains("suppressed: java.lang.IllegalArgumentException"))
                .anyMatch(line -> line.contains("at dev.colophon.logging.LineFormatTest"));
    }

    @Test
    void a_secret_is_masked_wherever_it_is_put() {
        var secret = new Secret("correct-horse-battery-staple");

        json().atInfo().addKeyValue("key", secret).addArgument(secret).log("with {}");
        text().atInfo().addKeyValue("key", secret).addArgument(secret).log("with {}");

        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("horse"));
        assertThat(lines().getFirst()).contains("\"message\":\"with " + Secret.MASK + "\"");
    }

    @Test
    void what_is_too_long_is_cut_and_says_so() {
        json().atInfo()
                .addKeyValue("value", "v".repeat(5_000))
                .setCause(new IllegalStateException("e".repeat(50_000)))
                .log("m".repeat(1_000_000));

        assertThat(bytes.size()).isLessThan(40_000);
        JsonNode line = onlyLine();
        assertThat(line.get("message").textValue()).endsWith("... (992000 characters more)");
        assertThat(line.get("value").textValue()).endsWith("... (3000 characters more)");
    }

    @Test
    void a_value_that_cannot_be_printed_costs_no_line() {
        var broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };

        json().atInfo().addKeyValue("value", broken).log("see");

        JsonNode line = onlyLine();
        assertThat(line.get("value").textValue()).isEqualTo("(IllegalStateException)");
        assertThat(line.get("message").textValue()).isEqualTo("see");
    }

    @Test
    void an_id_that_is_given_twice_is_written_once() {
        json().atInfo().addKeyValue("request_id", "given").log("outside");
        assertThat(onlyLine().get("request_id").textValue()).isEqualTo("given");
        bytes.reset();
        RequestId.set("current");

        json().atInfo().addKeyValue("request_id", "current").log("inside");
        text().atInfo().addKeyValue("request_id", "current").log("inside");

        assertThat(lines()).allMatch(line -> line.split("current", -1).length == 2);
    }

    @Test
    void outside_of_a_request_there_is_no_id() {
        RequestId.set("a");
        RequestId.trace("b");
        RequestId.clear();

        json().info("plain");

        assertThat(onlyLine().has("request_id")).isFalse();
        assertThat(onlyLine().has("trace_id")).isFalse();
    }

    @Test
    void a_json_line_of_a_request_that_is_traced_has_the_id_of_the_trace() {
        RequestId.set("a");
        RequestId.trace("4bf92f3577b34da6a3ce929d0e0e4736");

        json().atInfo().addKeyValue("trace_id", "of somebody else").log("plain");

        assertThat(onlyLine().get("trace_id").textValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(onlyLine().get("trace_id_").textValue()).isEqualTo("of somebody else");
    }

    @Test
    void a_failed_write_loses_its_line_only() {
        var stream = new OutputStream() {
            private boolean full = true;

            @Override
            public void write(int value) {
                throw new AssertionError("whole lines only");
            }

            @Override
            public void write(byte[] line, int start, int length) throws IOException {
                if (full) {
                    full = false;
                    throw new IOException("No space left on device");
                }
                bytes.write(line, start, length);
            }
        };
        Logger logger = logger(new JsonLines(), stream);

        logger.info("lost");
        logger.info("kept");

        assertThat(onlyLine().get("message").textValue()).isEqualTo("kept");
    }
}
