package dev.colophon.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision table of the gate, complete. */
class GateRuleTest {
    @ParameterizedTest
    @CsvSource({
        // verdict, strict, override, decision
        "BEHIND,             true,  false, WAIT",
        "BEHIND,             true,  true,  WAIT",
        "BEHIND,             false, false, WAIT",
        "BEHIND,             false, true,  WAIT",
        "EQUAL,              true,  false, SERVE",
        "EQUAL,              true,  true,  SERVE",
        "EQUAL,              false, false, SERVE",
        "EQUAL,              false, true,  SERVE",
        "AHEAD_COMPATIBLE,   true,  false, SERVE",
        "AHEAD_COMPATIBLE,   true,  true,  SERVE",
        "AHEAD_COMPATIBLE,   false, false, SERVE",
        "AHEAD_COMPATIBLE,   false, true,  SERVE",
        "AHEAD_INCOMPATIBLE, true,  false, REFUSE",
        "AHEAD_INCOMPATIBLE, true,  true,  SERVE_WITH_WARNING",
        "AHEAD_INCOMPATIBLE, false, false, REFUSE",
        "AHEAD_INCOMPATIBLE, false, true,  SERVE_WITH_WARNING",
        "FAILED,             true,  false, REFUSE",
        "FAILED,             true,  true,  REFUSE",
        "FAILED,             false, false, SERVE_WITH_WARNING",
        "FAILED,             false, true,  SERVE_WITH_WARNING",
    })
    void a_starting_instance(Verdict verdict, boolean strict, boolean override, GateRule rule) {
        assertThat(GateRule.starting(verdict, strict, override)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({"true, REFUSE", "false, SERVE_WITH_WARNING"})
    void a_starting_instance_that_has_waited(boolean strict, GateRule rule) {
        assertThat(GateRule.afterWaiting(strict)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "BEHIND,             false, SERVE_WITH_WARNING",
        "BEHIND,             true,  SERVE_WITH_WARNING",
        "EQUAL,              false, SERVE",
        "EQUAL,              true,  SERVE",
        "AHEAD_COMPATIBLE,   false, SERVE",
        "AHEAD_COMPATIBLE,   true,  SERVE",
        "AHEAD_INCOMPATIBLE, false, REFUSE",
        "AHEAD_INCOMPATIBLE, true,  SERVE_WITH_WARNING",
        "FAILED,             false, SERVE_WITH_WARNING",
        "FAILED,             true,  SERVE_WITH_WARNING",
    })
    void a_serving_instance(Verdict verdict, boolean override, GateRule rule) {
        assertThat(GateRule.serving(verdict, override)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        // level, minimum reader, needed, marked as failed, verdict
        "0, 0, 5, false, BEHIND",
        "4, 1, 5, false, BEHIND",
        "4, 1, 5, true,  FAILED",
        "5, 1, 5, false, EQUAL",
        "5, 5, 5, false, EQUAL",
        "5, 1, 5, true,  EQUAL",
        "6, 1, 5, false, AHEAD_COMPATIBLE",
        "6, 5, 5, false, AHEAD_COMPATIBLE",
        "6, 5, 5, true,  AHEAD_COMPATIBLE",
        "7, 6, 5, false, AHEAD_INCOMPATIBLE",
        "7, 6, 5, true,  AHEAD_INCOMPATIBLE",
    })
    void a_verdict(int level, int minimum, int needed, boolean marked, Verdict verdict) {
        assertThat(Verdict.of(new SchemaState(level, minimum), needed, marked)).isEqualTo(verdict);
    }

    @Test
    void a_verdict_is_spelt_as_its_metric() {
        assertThat(Verdict.values())
                .extracting(Verdict::label)
                .containsExactlyInAnyOrder("behind", "equal", "ahead_compatible", "ahead_incompatible", "failed");
    }
}
