package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that would make a broken installation end the rendering, and the message names the key.
 */
class RefusalsTest {
    static Stream<Arguments> production() {
        return Stream.of(
                arguments("hosts: []", "hosts: must name"),
                arguments("secretKey: {existingSecret: ''}", "secretKey.existingSecret"),
                arguments("secretKey: {value: abc}", "secretKey.value"),
                arguments("secretKey: {existingSecret: '', value: abc, previousKey: old}", "secretKey.previousKey"),
                arguments("database: {host: ''}", "database.host"),
                arguments("database: {existingSecret: ''}", "database.existingSecret"),
                arguments("database: {password: abc}", "database.password"),
                arguments(
                        "database: {existingSecret: '', password: a, secretKeys: {host: host}}",
                        "database.secretKeys.host"),
                arguments("database: {secretKeys: {uri: uri}}", "database.secretKeys.uri"),
                arguments("database: {migrator: {password: a}}", "database.migrator.password"),
                arguments("database: {migrator: {existingSecret: ''}}", "database.migrator.user"),
                arguments(
                        "database: {migrator: {user: '', existingSecret: ''," + " secretKeys: {host: h}}}",
                        "database.migrator.secretKeys.host"),
                arguments("monitoring: {secretKeys: {sentryDsn: dsn}}", "monitoring.secretKeys.sentryDsn"),
                arguments("database: {connectionBudget: 32}", "database.connectionBudget"),
                arguments("replicas: 8", "database.connectionBudget"),
                arguments("autoscaling: {enabled: true, maxReplicas: 8}", "database.connectionBudget"),
                arguments("autoscaling: {enabled: true, minReplicas: 6}", "autoscaling.minReplicas"),
                arguments(
                        "{autoscaling: {enabled: true}, resources: {requests: {cpu: null}}}", "resources.requests.cpu"),
                arguments(
                        "{migrations: {mode: hook}, database: {existingSecret: '', password: a}}",
                        "/database/existingSecret"),
                arguments(
                        "{migrations: {mode: hook}," + " database: {migrator: {existingSecret: '', password: a}}}",
                        "database.migrator.password"),
                arguments("migrations: {mode: inProcess}", "/migrations/mode"),
                arguments("migrations: {mode: cronJob}", "/migrations/mode"),
                arguments("migrations: {mode: external, retryFailed: 7}", "migrations.retryFailed"),
                arguments("migrations: {strict: false}", "/migrations/emergencyReason"),
                arguments("migrations: {schemaGateOverride: true}", "/migrations/emergencyReason"),
                arguments(
                        "migrations: {strict: false, emergencyReason: '" + "x".repeat(201) + "'}",
                        "/migrations/emergencyReason"),
                arguments("migrations: {activeDeadlineSeconds: 60}", "migrations.activeDeadlineSeconds"),
                arguments("database: {waitAttempts: 900}", "migrations.activeDeadlineSeconds"),
                arguments("progressDeadlineSeconds: 1979", "progressDeadlineSeconds"),
                arguments("resources: {limits: {cpu: 1}, requests: {cpu: null}}", "/resources"),
                arguments(
                        "migrations: {resources: {limits: {cpu: 1}, requests: {cpu: null}}}", "/migrations/resources"),
                arguments("extraEnv: [{name: POSTGRES_HOST, value: x}]", "POSTGRES_HOST"),
                arguments("extraEnv: [{name: SECRET_KEY_FILE, value: x}]", "SECRET_KEY_FILE"),
                arguments("extraEnv: [{name: RUN_MIGRATIONS, value: '1'}]", "RUN_MIGRATIONS"),
                arguments("extraEnv: [{name: A}, {name: A}]", "extraEnv: A"),
                arguments("{config: {LOG_LEVEL: warn}, extraEnv: [{name: LOG_LEVEL}]}", "LOG_LEVEL"),
                arguments("config: {RUN_MIGRATIONS: 1}", "RUN_MIGRATIONS"),
                arguments("config: {LOG_LEVL: warn}", "LOG_LEVL"),
                arguments("config: {LOG_LEVEL: loud}", "/config/LOG_LEVEL"),
                arguments("metrics: {scrape: both}", "/metrics/scrape"),
                arguments("httpRoute: {enabled: true}", "/httpRoute/parentRefs"),
                arguments("service: {nodePort: 30000}", "/service/nodePort"),
                arguments("persistence: {existingClaim: mine}", "/persistence/existingClaim"),
                arguments("image: {digest: latest}", "/image/digest"),
                arguments("fullnameOverride: " + "a".repeat(45), "/fullnameOverride"),
                arguments("profile: local", "/profile"),
                arguments("backup: {schedule: none}", "backup.schedule"),
                arguments("backup: {schedule: daily}", "/backup/schedule"),
                arguments("backup: {store: dir}", "backup.persistence.enabled"),
                arguments("backup: {persistence: {enabled: true}}", "backup.persistence.enabled"),
                arguments(
                        "backup: {enabled: false, store: dir, persistence: {enabled: true}}",
                        "backup.persistence.enabled"),
                arguments("backup: {s3: {bucket: ''}}", "backup.s3.bucket"),
                arguments("backup: {s3: {endpoint: minio}}", "/backup/s3/endpoint"),
                arguments("backup: {existingSecret: ''}", "backup.existingSecret"),
                arguments("backup: {store: ftp}", "/backup/store"),
                arguments("backup: {keep: 0}", "/backup/keep"),
                arguments("backup: {recipients: [AGE-SECRET-KEY-1]}", "/backup/recipients"),
                arguments("backup: {secretKeys: {notifyUrl: url}}", "backup.secretKeys.notifySecret"),
                arguments(
                        "backup: {enabled: false, existingSecret: '', secretKeys: {identity: i}}",
                        "backup.secretKeys.identity"),
                arguments("uploads: {store: dir}", "uploads.persistence.accessMode"),
                arguments("uploads: {persistence: {existingClaim: c}}", "uploads.persistence.existingClaim"),
                arguments("uploads: {store: ftp}", "/uploads/store"),
                arguments(
                        "{replicas: 1, autoscaling: {enabled: true}, uploads: {store: dir}}",
                        "uploads.persistence.accessMode"),
                arguments("{backup: {enabled: false, store: dir, s3: {bucket: ''}}}", "backup.s3.bucket"),
                arguments("config: {UPLOAD_DIR: /files}", "UPLOAD_DIR"),
                arguments("config: {BACKUP_KEEP: 3}", "BACKUP_KEEP"),
                arguments("extraEnv: [{name: S3_SECRET_KEY, value: x}]", "S3_SECRET_KEY"));
    }

    @ParameterizedTest
    @MethodSource("production")
    void a_bad_combination_is_refused_by_name(String values, String key) {
        assertThat(Chart.with("production").refusal()).isEmpty();
        assertThat(Chart.with("production").and(values).refusal()).contains(key);
    }

    static Stream<Arguments> singleUser() {
        return Stream.of(
                arguments("replicas: 2", "/replicas"),
                arguments("replicas: 0", "/replicas"),
                arguments("migrations: {mode: job}", "/migrations/mode"),
                arguments("autoscaling: {enabled: true}", "/autoscaling/enabled"),
                arguments("database: {host: db}", "/database/host"),
                arguments("database: {existingSecret: db}", "/database/existingSecret"),
                arguments("persistence: {size: big}", "/persistence/size"),
                arguments("migrations: {retryFailed: 7}", "migrations.retryFailed"),
                arguments("backup: {enabled: true}", "backup.enabled"),
                arguments("backup: {store: s3}", "backup.s3.bucket"),
                arguments("backup: {store: s3, s3: {bucket: b}}", "backup.existingSecret"));
    }

    @ParameterizedTest
    @MethodSource("singleUser")
    void a_single_user_has_one_pod_and_no_server(String values, String key) {
        assertThat(Chart.with("single-user").refusal()).isEmpty();
        assertThat(Chart.with("single-user").and(values).refusal()).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown: 1",
                "image: {unknown: 1}",
                "database: {secretKeys: {unknown: a}}",
                "database: {migrator: {unknown: a}}",
                "migrations: {unknown: 1}",
                "metrics: {alerts: {unknown: 1}}",
                "resources: {unknown: {}}",
                "config: {unknown: 1}",
                "extraEnv: [{name: A, unknown: 1}]",
            })
    void an_unknown_key_is_refused(String values) {
        assertThat(Chart.with("production").and(values).refusal()).contains("'unknown'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database: {connectionBudget: 33}",
                "autoscaling: {enabled: true, maxReplicas: 7}",
                "progressDeadlineSeconds: 1980",
                "migrations: {activeDeadlineSeconds: 61}",
                "migrations: {mode: external}",
                "extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Xlog:gc}]",
                "resources: {limits: {cpu: 1}}",
                "service: {type: NodePort, nodePort: 30000}",
                "{replicas: 1, uploads: {store: dir}}",
                "uploads: {store: dir, persistence: {accessMode: ReadWriteMany}}",
                "uploads: {store: dir, persistence: {accessMode: ReadWriteMany, existingClaim: mine}}",
            })
    void what_just_fits_is_accepted(String values) {
        assertThat(Chart.with("production").and(values).refusal()).isEmpty();
    }

    @Test
    void a_label_of_the_chart_is_not_given_twice() {
        assertThat(Chart.with("production")
                        .and("podLabels: {app.kubernetes.io/component: mine}")
                        .refusal())
                .contains("app.kubernetes.io/component");
    }

    @Test
    void a_parent_chart_may_share_its_values() {
        String values = "{global: {domain: example.org}, enabled: true}";

        assertThat(Chart.with("production").and(values).refusal()).isEmpty();
    }

    @Test
    void an_older_kubernetes_is_refused() {
        assertThat(Chart.with("production").refusal("1.30.9")).contains("1.31");
    }

    @Test
    void lint_finds_nothing() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
        List<String> messages = result.getMessages();

        assertThat(result.isFailed()).as(messages.toString()).isFalse();
        assertThat(messages).noneMatch(message -> message.matches("\\[(WARNING|ERROR)].*"));
    }
}
