package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQLite has one pod at a time, and the library outlives the release. */
class SingleUserTest {
    private static final Chart SINGLE_USER = Chart.with("single-user");

    @Test
    void a_single_user_has_one_pod_at_a_time_and_keeps_the_claim() {
        Rendered rendered = SINGLE_USER.render();
        JsonNode set = rendered.one("StatefulSet").path("spec");
        JsonNode claim = rendered.one("PersistentVolumeClaim");

        assertThat(set.path("replicas").asInt()).isEqualTo(1);
        assertThat(set.path("podManagementPolicy").asText()).isEqualTo("Parallel");
        assertThat(claim.at("/metadata/annotations")
                        .path("helm.sh/resource-policy")
                        .asText())
                .isEqualTo("keep");
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
        for (Rendered.Pod pod : rendered.pods()) {
            assertThat(pod.spec()
                            .at("/volumes/1/persistentVolumeClaim/claimName")
                            .asText())
                    .isEqualTo(claim.at("/metadata/name").asText());
        }
        for (String kind : List.of("PodDisruptionBudget", "HorizontalPodAutoscaler", "Job")) {
            assertThat(rendered.all(kind)).isEmpty();
        }
    }

    @Test
    void a_claim_that_is_there_is_used_instead() {
        Rendered rendered =
                SINGLE_USER.and("persistence: {existingClaim: mine}").render();

        assertThat(rendered.all("PersistentVolumeClaim")).isEmpty();
        assertThat(rendered.web()
                        .spec()
                        .at("/volumes/1/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo("mine");
    }
}
