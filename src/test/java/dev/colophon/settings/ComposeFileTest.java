package dev.colophon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.settings.deploy.DeployChecklist;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Variable;
import dev.colophon.transfer.ImportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compose file gives to the program is what the program takes; its containers may do little. */
class ComposeFileTest {
    private static final Path COMPOSE = Path.of("docs/compose.yaml");
    private static final Path CADDY = Path.of("docs/Caddyfile");
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+):\\?[^}]+}");

    private final JsonNode compose = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readTree(COMPOSE.toFile());

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    ComposeFileTest() throws IOException {}

    @Test
    void every_variable_is_declared_and_the_program_takes_its_value() throws IOException {
        Map<String, String> environment = environment();

        for (String name : environment.keySet()) {
            assertThat(Surroundings.VARIABLES)
                    .extracting(Variable::name)
                    .contains(name.endsWith("_FILE") ? name.substring(0, name.length() - 5) : name);
        }
        assertThat(reading(environment).problems()).isEmpty();
    }

    @Test
    void it_passes_the_deployment_checklist() throws IOException {
        assertThat(DeployChecklist.check(reading(environment())))
                .extracting(DeployFinding::id)
                .isEmpty();
    }

    @Test
    void the_only_thing_that_is_asked_for_is_the_host() throws IOException {
        List<String> asked = ASKED.matcher(Files.readString(COMPOSE))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(asked).containsExactly("COLOPHON_HOST");
        assertThat(Files.readString(CADDY)).contains("{$COLOPHON_HOST} {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colophon", "proxy"})
    void a_container_is_limited_restarted_and_cannot_write_but_where_it_must(String service) {
        JsonNode container = compose.at("/services/" + service);

        assertThat(container.path("read_only").booleanValue()).isTrue();
        assertThat(container.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container.path("security_opt").toString()).contains("no-new-privileges");
        assertThat(container.path("restart").asText()).isEqualTo("always");
        for (String limit : List.of("mem_limit", "cpus", "pids_limit")) {
            assertThat(container.has(limit)).as(limit).isTrue();
        }
        assertThat(container.at("/logging/options").has("max-size")).isTrue();
        assertThat(container.has("privileged") || container.has("network_mode")).isFalse();
    }

    @Test
    void only_the_proxy_is_reached_from_outside_and_only_it_is_believed() throws IOException {
        assertThat(compose.at("/services/colophon").has("ports")).isFalse();
        assertThat(compose.at("/services/proxy/ports"))
                .extracting(JsonNode::asText)
                .allMatch(port -> port.matches("(80:80|443:443)(/udp)?"));
        assertThat(environment().get("TRUSTED_PROXIES"))
                .isEqualTo(compose.at("/services/proxy/networks/inside/ipv4_address")
                        .asText());
        assertThat(Files.readString(CADDY)).contains("reverse_proxy colophon:8000");
    }

    @Test
    void data_and_backups_outlive_the_container_apart_from_each_other() throws IOException {
        List<String> volumes = new ArrayList<>();
        compose.at("/services/colophon/volumes").forEach(volume -> volumes.add(volume.asText()));

        assertThat(volumes).containsExactly("data:/app/data", "./backups:/backups");
        assertThat(compose.path("volumes").has("data")).isTrue();
        assertThat(environment())
                .containsEntry("BACKUP_DIR", "/backups")
                .containsEntry("BACKUP_SCRATCH_DIR", "/app/data")
                .containsKey("BACKUP_SCHEDULE");
    }

    @Test
    void the_key_is_a_file() throws IOException {
        assertThat(compose.at("/secrets/secret-key/file").asText()).isEqualTo("./secrets/secret-key");
        assertThat(environment()).containsKey("SECRET_KEY_FILE").doesNotContainKey("SECRET_KEY");
    }

    @Test
    void its_health_is_what_the_program_says_and_its_end_may_take_as_long_as_the_program_needs() throws IOException {
        JsonNode container = compose.at("/services/colophon");
        int grace = reading(environment()).settings().server().requests().graceSeconds();

        assertThat(container.at("/healthcheck/test").toString()).isEqualTo("[\"CMD\",\"java\",\"@/app/healthcheck\"]");
        assertThat(Integer.parseInt(container.path("stop_grace_period").asText().replace("s", "")))
                .isGreaterThanOrEqualTo(2 * grace + 10);
    }

    @Test
    void the_proxy_takes_a_little_more_and_waits_a_little_longer_than_the_program() throws IOException {
        Settings settings = reading(environment()).settings();

        long most = number("max_size (\\d+)MiB") << 20;
        assertThat(most).isGreaterThan(settings.get(ImportSettings.GROUP).maxBytes());
        assertThat(number("response_header_timeout (\\d+)s"))
                .isGreaterThan(settings.server().requests().timeoutSeconds());
    }

    private static long number(String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(CADDY));
        assertThat(found.find()).as(pattern).isTrue();
        return Long.parseLong(found.group(1));
    }

    private Reading reading(Map<String, String> environment) {
        return ProgramSettings.READER.inspect(Environment.of(environment, folder), Purpose.SERVE);
    }

    /** With an answer to what is asked, and a key in the place of the one that is mounted. */
    private Map<String, String> environment() throws IOException {
        Path key = Files.writeString(folder.resolve("secret-key"), Surroundings.KEY);
        Map<String, String> environment = new LinkedHashMap<>();
        compose.at("/services/colophon/environment").properties().forEach(entry -> {
            String value = ASKED.matcher(entry.getValue().asText()).replaceAll("books.example");
            environment.put(entry.getKey(), value.replace("/run/secrets/secret-key", key.toString()));
        });
        return environment;
    }
}
