package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootReportTest {
    private static final Instant NOW = Instant.parse("2100-02-03T04:05:06Z");
    private static final StartFailure FAILURE = new StartFailure(
            ExitCode.MIGRATION_FAILED,
            "migrate to level 3",
            "V003 failed: relation \"x\" exists",
            "mend V003 and start again");

    private final Meters meters = new Meters();
    private final BootReport report = new BootReport(
            new BootReport.Instance("web-1", new BuildInfo("1.2.3", "abc"), "local", NOW.minusMillis(1_500)),
            meters,
            InstantSource.fixed(NOW));

    private JsonNode content() {
        return Json.readTree(Json.write(report.content()));
    }

    private JsonNode step(int index) {
        return content().get("steps").get(index);
    }

    @Test
    void a_step_hands_on_what_it_made_and_is_kept() {
        String made = report.step("settings", () -> {
            report.detail("12 variables");
            return "them";
        });

        assertThat(made).isEqualTo("them");
        assertThat(step(0).get("name").textValue()).isEqualTo("settings");
        assertThat(step(0).get("outcome").textValue()).isEqualTo("ok");
        assertThat(step(0).get("detail").textValue()).isEqualTo("12 variables");
        assertThat(step(0).get("begun_at").textValue()).isEqualTo("2100-02-03T04:05:06Z");
        assertThat(meters.text())
                .contains("colophon_boot_step{step=\"settings\",outcome=\"ok\"} 1\n")
                .contains("colophon_boot_step_duration_seconds{step=\"settings\"} ")
                .contains("colophon_build_info{version=\"1.2.3\",commit=\"abc\"} 1\n");
    }

    @Test
    void a_step_may_have_nothing_to_do() {
        report.step("migrate", () -> report.skipped("RUN_MIGRATIONS=0"));

        assertThat(step(0).get("outcome").textValue()).isEqualTo("skipped");
        assertThat(step(0).get("detail").textValue()).isEqualTo("RUN_MIGRATIONS=0");
        assertThat(meters.text()).contains("colophon_boot_step{step=\"migrate\",outcome=\"skipped\"} 1\n");
    }

    @Test
    void a_failure_says_what_why_and_what_to_do() {
        assertThatThrownBy(() -> report.step("migrate", () -> {
                    throw FAILURE;
                }))
                .isSameAs(FAILURE);

        assertThat(step(0).get("outcome").textValue()).isEqualTo("failed");
        assertThat(step(0).get("exit_code").intValue()).isEqualTo(70);
        assertThat(step(0).get("what").textValue()).isEqualTo(FAILURE.what());
        assertThat(step(0).get("why").textValue()).isEqualTo(FAILURE.why());
        assertThat(step(0).get("remedy").textValue()).isEqualTo(FAILURE.remedy());
        assertThat(report.progress()).contains("migrate failed: V003 failed");
        assertThat(meters.text()).contains("colophon_boot_step{step=\"migrate\",outcome=\"failed\"} 1\n");
    }

    @Test
    void an_unexpected_fault_is_named_without_its_text() {
        var fault = new IllegalStateException("password=hunter2");

        assertThatThrownBy(() -> report.step("wire", () -> {
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(content().toString())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void in_an_emergency_a_failure_is_a_warning_that_keeps_its_reason() {
        report.step("migrate", () -> report.warned(FAILURE));
        report.step("collect static files", () -> report.warned("served from the class path"));

        assertThat(step(0).get("outcome").textValue()).isEqualTo("warned");
        assertThat(step(0).get("why").textValue()).isEqualTo(FAILURE.why());
        assertThat(step(1).get("detail").textValue()).isEqualTo("served from the class path");
    }

    @Test
    void progress_is_visible_while_a_step_runs() {
        assertThat(report.progress()).isEqualTo("Starting.");
        report.step("wait for the database", () -> {
            assertThat(report.progress()).isEqualTo("Starting: wait for the database");
            report.detail("try 3 of 30: connection refused");
            assertThat(report.progress())
                    .isEqualTo("Starting: wait for the database:" + " try 3 of 30: connection refused");
            assertThat(step(0).get("outcome").textValue()).isEqualTo("running");
        });

        assertThat(report.isStarted()).isFalse();
        assertThat(content().get("started").booleanValue()).isFalse();
    }

    @Test
    void what_a_step_waits_for_can_be_asked_of_somebody_else() {
        var reasons = new ArrayList<>(List.of("level 0 of 5"));
        report.step("verify the schema", () -> {
            report.follow(reasons::getLast);
            assertThat(report.progress()).endsWith("verify the schema: level 0 of 5");
            reasons.add("level 3 of 5");
            assertThat(report.progress()).endsWith("verify the schema: level 3 of 5");
            assertThat(step(0).get("detail").textValue()).isEqualTo("level 3 of 5");
            report.detail("level 5");
        });

        assertThat(step(0).get("detail").textValue()).isEqualTo("level 5");
    }

    @Test
    void a_complete_start_has_a_duration() {
        report.step("settings", () -> {});
        report.complete();

        assertThat(report.isStarted()).isTrue();
        assertThat(report.progress()).isEmpty();
        assertThat(content().get("start_ms").longValue()).isEqualTo(1_500);
        assertThat(content().get("process_started_at").textValue()).isEqualTo("2100-02-03T04:05:04.500Z");
        assertThat(content().get("instance").textValue()).isEqualTo("web-1");
        assertThat(content().get("profile").textValue()).isEqualTo("local");
        assertThat(meters.text()).contains("colophon_start_duration_seconds 1.5\n");
    }

    @Test
    void steps_do_not_nest_and_details_need_a_step() {
        assertThatThrownBy(() -> report.detail("lost")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> report.step("outer", () -> report.step("inner", () -> {})))
                .isInstanceOf(IllegalStateException.class);
    }
}
