package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pictures and attachments outlive a pod, and every pod that needs them sees the same. */
class UploadsTest {
    private static Map<String, String> web(Rendered rendered) {
        return Rendered.variables(rendered.container("colophon"));
    }

    @Test
    void a_single_user_keeps_them_beside_the_database() {
        assertThat(web(Chart.with("single-user").render()))
                .containsEntry("UPLOAD_STORE", "dir")
                .containsEntry("UPLOAD_DIR", "/data/uploads");
    }

    @Test
    void in_a_bucket_they_need_no_claim() {
        Rendered rendered = Chart.with("production").render();

        assertThat(web(rendered))
                .containsEntry("UPLOAD_STORE", "s3")
                .containsEntry("S3_BUCKET", "colophon-backups")
                .doesNotContainKey("UPLOAD_DIR");
        assertThat(Chart.with("production").text()).doesNotContain("colophon-uploads");
    }

    @Test
    void a_claim_is_mounted_by_who_serves_and_by_who_backs_up_or_checks() {
        String values = "uploads: {store: dir, persistence: {accessMode: ReadWriteMany, storageClass: nfs}}";
        String text = Chart.with("production").and(values).text();
        Rendered rendered = Rendered.of(text);

        for (String name : List.of("colophon", "backup", "check")) {
            JsonNode container = rendered.container(name);
            assertThat(Rendered.variables(container)).containsEntry("UPLOAD_DIR", "/uploads");
            assertThat(container.path("volumeMounts").toString()).contains("\"/uploads\"");
        }
        assertThat(text).contains("claimName: colophon-uploads", "accessModes: [ReadWriteMany]");
        assertThat(text).contains("type: RollingUpdate").doesNotContain("podAffinity");
    }

    @Test
    void on_a_plain_claim_one_pod_follows_the_other_on_one_node() {
        String values = "{replicas: 1, uploads: {store: dir}}";
        String text = Chart.with("production").and(values).text();

        assertThat(text).contains("type: Recreate", "podAffinity").doesNotContain("maxSurge");
    }
}
