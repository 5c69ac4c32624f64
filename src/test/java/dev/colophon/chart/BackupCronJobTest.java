package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Backups of PostgreSQL are made by a CronJob, those of SQLite by the program; both are seen by who serves. */
class BackupCronJobTest {
    private static final Chart PRODUCTION = Chart.with("production");
    private static final Chart ON_A_CLAIM = PRODUCTION.and("backup: {store: dir, persistence: {enabled: true}}");
    private static final String SHARED_UPLOADS = "uploads: {store: dir, persistence: {accessMode: ReadWriteMany}}";
    private static final String OFFLINE = "config: {APP_OFFLINE: true}";
    private static final Chart SINGLE_USER = Chart.with("single-user");

    @Test
    void the_cron_job_runs_one_at_a_time_in_utc_and_never_gives_up_for_good() {
        JsonNode spec = PRODUCTION.render().one("CronJob").path("spec");
        JsonNode job = spec.at("/jobTemplate/spec");

        assertThat(spec.path("schedule").asText()).isEqualTo("0 2,14 * * *");
        assertThat(spec.path("timeZone").asText()).isEqualTo("Etc/UTC");
        assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(spec.path("startingDeadlineSeconds").asInt()).isEqualTo(3600);
        assertThat(spec.path("successfulJobsHistoryLimit").asInt()).isEqualTo(3);
        assertThat(spec.path("failedJobsHistoryLimit").asInt()).isEqualTo(3);
        assertThat(job.path("backoffLimit").asInt()).isEqualTo(2);
        assertThat(job.path("activeDeadlineSeconds").asInt()).isPositive();
        assertThat(job.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(job.at("/template/spec/containers/0/args").toString())
                .isEqualTo("[\"backup\",\"create\",\"--scheduled\"]");
    }

    @Test
    void its_name_leaves_room_for_what_kubernetes_adds() {
        Chart longest = PRODUCTION.and("fullnameOverride: " + "a".repeat(44));

        assertThat(longest.render().one("CronJob").at("/metadata/name").asText())
                .hasSizeLessThanOrEqualTo(52);
    }

    @Test
    void it_connects_as_the_migration_does_and_knows_the_key_of_the_application() {
        Rendered rendered = PRODUCTION.render();
        Map<String, String> variables = Rendered.variables(rendered.container("backup"));

        assertThat(variables)
                .containsEntry("POSTGRES_MIGRATOR_USER", "colophon_owner")
                .containsEntry("POSTGRES_MIGRATOR_PASSWORD", "colophon-database-owner/password")
                .containsEntry("SECRET_KEY", "colophon/secret-key")
                .containsEntry("RUN_MIGRATIONS", "0")
                .containsEntry("BACKUP_KEEP", "30")
                .doesNotContainKey("BACKUP_SCHEDULE");
    }

    @Test
    void a_bucket_is_known_to_the_job_and_to_the_pods_that_tell_of_it() {
        Rendered rendered = PRODUCTION.render();

        for (String container : List.of("backup", "colophon", "check")) {
            assertThat(Rendered.variables(rendered.container(container)))
                    .as(container)
                    .containsEntry("BACKUP_STORE", "s3")
                    .containsEntry("S3_BUCKET", "colophon-backups")
                    .containsEntry("S3_ACCESS_KEY", "colophon-backup/s3-access-key")
                    .containsEntry("S3_SECRET_KEY", "colophon-backup/s3-secret-key");
        }
        assertThat(Rendered.variables(rendered.container("colophon")).keySet())
                .doesNotContain("BACKUP_KEEP", "BACKUP_RECIPIENTS", "BACKUP_IDENTITY", "BACKUP_NOTIFY_SECRET");
        assertThat(rendered.container("migrate").toString()).doesNotContain("BACKUP_", "S3_");
    }

    @Test
    void a_claim_is_kept_and_seen_by_web_pods_only_where_several_nodes_may_mount_it() {
        Rendered once = ON_A_CLAIM.render();
        Rendered many = ON_A_CLAIM
                .and("backup: {persistence: {accessMode: ReadWriteMany}}")
                .render();
        JsonNode claim = once.one("PersistentVolumeClaim");

        assertThat(claim.at("/metadata/name").asText()).isEqualTo("colophon-backups");
        assertThat(claim.at("/metadata/annotations")
                        .path("helm.sh/resource-policy")
                        .asText())
                .isEqualTo("keep");
        assertThat(Rendered.variables(once.container("backup"))).containsEntry("BACKUP_DIR", "/backups");
        assertThat(mounts(once.container("backup"))).containsEntry("/backups", false);
        assertThat(mounts(once.container("colophon"))).doesNotContainKey("/backups");
        assertThat(Rendered.variables(once.container("colophon"))).doesNotContainKey("BACKUP_STORE");
        assertThat(mounts(many.container("colophon"))).containsEntry("/backups", true);
        assertThat(Rendered.variables(many.container("colophon"))).containsEntry("BACKUP_DIR", "/backups");
    }

    @Test
    void a_claim_that_is_there_is_used_instead() {
        Rendered rendered =
                ON_A_CLAIM.and("backup: {persistence: {existingClaim: mine}}").render();

        assertThat(rendered.all("PersistentVolumeClaim")).isEmpty();
        assertThat(rendered.one("CronJob").findValuesAsText("claimName")).containsExactly("mine");
    }

    @Test
    void a_single_user_backs_up_inside_its_pod_beside_the_database_or_on_a_claim() {
        Rendered beside = SINGLE_USER.render();
        Rendered apart =
                SINGLE_USER.and("backup: {persistence: {enabled: true}}").render();

        assertThat(beside.all("CronJob")).isEmpty();
        assertThat(Rendered.variables(beside.container("colophon")))
                .containsEntry("BACKUP_STORE", "dir")
                .containsEntry("BACKUP_DIR", "/data/backups")
                .containsEntry("BACKUP_SCHEDULE", "0 2,14 * * *")
                .containsEntry("BACKUP_SCRATCH_DIR", "/scratch");
        assertThat(Rendered.variables(apart.container("colophon"))).containsEntry("BACKUP_DIR", "/backups");
        assertThat(mounts(apart.container("colophon"))).containsEntry("/backups", false);
        assertThat(mounts(apart.container("check"))).containsEntry("/backups", true);
        assertThat(apart.all("PersistentVolumeClaim"))
                .extracting(claim -> claim.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("colophon-data", "colophon-backups");
    }

    @Test
    void working_files_have_room_of_their_own_and_a_limit() {
        for (Chart chart : List.of(PRODUCTION, SINGLE_USER)) {
            Rendered.Pod pod = chart.and("backup: {scratchSizeLimit: 3Gi}").render().pods().stream()
                    .filter(it -> it.spec().toString().contains("BACKUP_SCRATCH_DIR"))
                    .findFirst()
                    .orElseThrow();

            assertThat(pod.spec().path("volumes"))
                    .filteredOn(volume -> volume.path("name").asText().equals("scratch"))
                    .extracting(volume -> volume.at("/emptyDir/sizeLimit").asText())
                    .containsExactly("3Gi");
        }
    }

    @Test
    void the_network_lets_backups_out_to_the_port_of_their_bucket_alone() {
        Chart offline = PRODUCTION.and(OFFLINE);
        assertThat(ports(offline)).contains(443);
        assertThat(ports(offline.and("backup: {s3: {endpoint: 'http://minio.storage.svc:9000'}}")))
                .contains(9000)
                .doesNotContain(443);
        assertThat(ports(offline.and("backup: {s3: {endpoint: 'http://minio'}}")))
                .contains(80);
        assertThat(ports(ON_A_CLAIM.and(OFFLINE)))
                .as("uploads are in the bucket")
                .contains(443);
        assertThat(ports(ON_A_CLAIM.and(SHARED_UPLOADS).and(OFFLINE))).doesNotContain(443);
    }

    @Test
    void the_network_lets_look_ups_out_to_public_addresses_alone() {
        List<JsonNode> policies = ON_A_CLAIM.and(SHARED_UPLOADS).render().all("NetworkPolicy");
        JsonNode web = policies.get(0).at("/spec/egress");
        JsonNode last = web.path(web.size() - 1);

        assertThat(last.at("/ports/0/port").asInt()).isEqualTo(443);
        assertThat(last.at("/to/0/ipBlock/except").toString()).contains("10.0.0.0/8", "169.254.0.0/16");
        assertThat(policies.get(1).at("/spec/egress").findValues("port").toString())
                .doesNotContain("443");
    }

    @Test
    void no_secret_of_backups_is_written_out() {
        for (Scenarios.Scenario scenario : Scenarios.all()) {
            for (Rendered.Pod pod : scenario.chart().render().pods()) {
                for (JsonNode container : pod.containers()) {
                    for (JsonNode variable : container.path("env")) {
                        if (variable.path("name")
                                .asText()
                                .matches("S3_(ACCESS|SECRET)_KEY|BACKUP_(IDENTITY|NOTIFY_URL|NOTIFY_SECRET)")) {
                            assertThat(variable.has("value"))
                                    .as(variable.toString())
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    /** Of both policies. */
    private static List<Integer> ports(Chart chart) {
        List<JsonNode> policies = chart.render().all("NetworkPolicy");
        assertThat(policies.get(1).at("/spec/podSelector/matchExpressions/0/values"))
                .extracting(JsonNode::asText)
                .contains("backup");
        assertThat(policies.get(0).at("/spec/egress")).isEqualTo(policies.get(1).at("/spec/egress"));
        return policies.get(0).at("/spec/egress").findValues("port").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    /** Path to whether it is read-only. */
    private static Map<String, Boolean> mounts(JsonNode container) {
        return StreamSupport.stream(container.path("volumeMounts").spliterator(), false)
                .collect(Collectors.toMap(
                        mount -> mount.path("mountPath").asText(),
                        mount -> mount.path("readOnly").asBoolean()));
    }
}
