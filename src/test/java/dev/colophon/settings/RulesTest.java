package dev.colophon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of single values, of keys, and of what each profile allows. */
class RulesTest {
    static final List<Variable<?>> ALL = Surroundings.VARIABLES;

    @TempDir
    Path folder;

    static Stream<Variable<?>> numbers() {
        return ALL.stream().filter(variable -> variable.type().name().startsWith("a whole"));
    }

    static Stream<Variable<?>> flags() {
        return ALL.stream().filter(variable -> variable.type().name().startsWith("1 or 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\tb", "bell\u0007", "\u009b31m"})
    void the_reason_of_an_emergency_is_one_plain_line(String text) {
        assertThat(local().with("MIGRATIONS_EMERGENCY_REASON", text).problems())
                .singleElement()
                .asString()
                .contains("MIGRATIONS_EMERGENCY_REASON", "one line without control characters");
    }

    @Test
    void the_reason_of_an_emergency_has_200_characters_at_most() {
        String longest = "\uD83D\uDCD6".repeat(200);
        assertThat(local().with("MIGRATIONS_EMERGENCY_REASON", longest).problems())
                .isEmpty();
        assertThat(local().with("MIGRATIONS_EMERGENCY_REASON", longest + "x").problems())
                .singleElement()
                .asString()
                .contains("must be text of at most 200 characters", "say it in fewer words");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void an_empty_value_is_never_taken_for_the_default(Variable<?> variable) {
        for (String empty : List.of("", " ", "\t\n")) {
            assertThat(local().with(variable.name(), empty).problems())
                    .filteredOn(text -> text.startsWith(variable.name() + " "))
                    .singleElement()
                    .asString()
                    .contains("is set but empty");
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_number_is_digits_within_its_range(Variable<?> variable) {
        String range = variable.type().name().replaceAll("[^0-9 ]", "").strip();
        long minimum = Long.parseLong(range.split(" +", -1)[0]);
        long maximum = Long.parseLong(range.split(" +", -1)[1]);

        for (String bad : List.of(
                "x",
                "1.5",
                "1e3",
                "+1",
                "-1",
                "0x10",
                "30s",
                "5 ",
                " 5",
                "1_000",
                "\u0663",
                "99999999999999999999",
                "" + (maximum + 1))) {
            assertRefused(variable, bad);
        }
        if (minimum > 0) {
            assertRefused(variable, "" + (minimum - 1));
        }
        assertThat(local().with(variable.name(), "" + maximum).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("flags")
    void a_flag_is_one_of_four_words(Variable<?> variable) {
        for (String bad : List.of("yes", "on", "2", "01", "t", "enabled", " 1")) {
            assertRefused(variable, bad);
        }
        for (String good : List.of("0", "false", "FALSE", "1", "true", "True")) {
            assertThat(local().with(variable.name(), good).problems()).isEmpty();
        }
    }

    private void assertRefused(Variable<?> variable, String value) {
        assertThat(local().with(variable.name(), value).problems())
                .as(variable.name() + "=" + value)
                .singleElement()
                .asString()
                .startsWith(variable.name() + "=\"" + value + "\" (environment) must be ")
                .contains(variable.type().name(), "Remedy: for example " + variable.name() + "=");
    }

    @ParameterizedTest
    @CsvSource({
        "APP_PROFILE, prod",
        "LOG_FORMAT, xml",
        "ALGORITHM, none",
        "ALGORITHM, RS256",
        "REGISTRATION, invite",
        "POSTGRES_SSLMODE, on"
    })
    void a_choice_names_what_there_is_to_choose(String name, String value) {
        assertThat(local().with(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name + "=\"" + value + "\" (environment) must be one of ");
    }

    @Test
    void a_bad_profile_does_not_hide_the_other_problems() {
        assertThat(local().with("APP_PROFILE", "prod").with("PORT", "x").problems())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "::1", "books.example", "db", "my_host"})
    void a_host_is_a_name_or_an_address(String host) {
        assertThat(local().with("HOST", host).settings().server().addresses().host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x", "x:8000", "[::1]", "a b", "-x", "x/", "x..y", "::g", "*"})
    void anything_else_is_no_host(String host) {
        assertThat(local().with("HOST", host).problems()).hasSize(1);
    }

    @Test
    void hosts_are_listed_with_commas_in_either_case() {
        assertThat(local().with("ALLOWED_HOSTS", "Books.Example, 10.0.0.7,[2001:DB8::7]")
                        .settings()
                        .server()
                        .trust()
                        .allowedHosts())
                .containsExactly("books.example", "10.0.0.7", "[2001:db8::7]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://books.example",
                "books.example:8000",
                "books.example/",
                "*.books.example",
                ".books.example",
                "books.example.",
                "books.example,",
                ",books.example",
                "a,,b",
                "a;b",
                "a b",
                "*",
                "*,a",
                "none,a",
                "::1",
                "[10.0.0.1]",
                "[]",
                "caf\u00e9.example",
                "a\u0000b"
            })
    void a_host_with_anything_around_it_is_refused(String hosts) {
        assertThat(local().with("ALLOWED_HOSTS", hosts).problems())
                .singleElement()
                .asString()
                .startsWith("ALLOWED_HOSTS=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://books.example | https://books.example",
                "https://Books.Example:8443,https://b | https://books.example:8443 https://b",
                "https://[::1]:8443 | https://[::1]:8443",
                "http://10.0.0.7 | http://10.0.0.7",
                "none | ''"
            })
    void origins_are_a_scheme_a_host_and_a_port(String given, String origins) {
        for (String name : List.of("CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS")) {
            TrustSettings trust = local().with(name, given).settings().server().trust();
            List<String> read = name.startsWith("CORS") ? trust.corsAllowedOrigins() : trust.csrfTrustedOrigins();
            assertThat(String.join(" ", read)).isEqualTo(origins);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "books.example",
                "https://books.example/",
                "https://books.example/path",
                "https://books.example?x",
                "https://books.example#x",
                "https://user@books.example",
                "https://user:x@books.example",
                "https://*.books.example",
                "https://*",
                "https://books.example:0",
                "https://books.example:70000",
                "https://books.example:443",
                "http://books.example:80",
                "https://books.example:",
                "https://",
                "ftp://books.example",
                "null",
                "*",
                "none,https://books.example",
                "https://a https://b"
            })
    void an_origin_with_anything_else_is_refused(String origin) {
        for (String name : List.of("CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS")) {
            assertThat(local().with(name, origin).problems())
                    .singleElement()
                    .asString()
                    .startsWith(name + "=\"" + origin + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS"})
    void production_takes_https_origins_only(String name) {
        assertThat(Surroundings.production(folder)
                        .with(name, "https://a.example,http://b.example")
                        .problems())
                .singleElement()
                .asString()
                .startsWith(name)
                .contains("https origins only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP_PROFILE", "ALLOWED_HOSTS", "CORS_ALLOWED_ORIGINS", "SECRET_KEY"})
    void empty_hosts_origins_and_keys_stop_production(String name) {
        assertThat(Surroundings.production(folder).with(name, "").problems())
                .anyMatch(text -> text.startsWith(name) && text.contains("is set but empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0",
                "10",
                "a.example",
                "*",
                "10.0.0.0/",
                "10.0.0.0/x",
                "10.0.0.256",
                "fe80::1%eth0",
                "::ffff:10.0.0.1",
                "none,10.0.0.1"
            })
    void a_network_is_an_address_with_bits_that_fit(String network) {
        assertThat(local().with("TRUSTED_PROXIES", network).problems())
                .singleElement()
                .asString()
                .startsWith("TRUSTED_PROXIES=");
    }

    @Test
    void debug_is_for_developers() {
        assertThat(local().with("DEBUG", "1").settings().server().requests().debug())
                .isTrue();
        assertThat(local().with("APP_PROFILE", "test")
                        .with("DEBUG", "1")
                        .settings()
                        .server()
                        .requests()
                        .debug())
                .isTrue();
        assertThat(Surroundings.production(folder).with("DEBUG", "1").problems())
                .singleElement()
                .asString()
                .startsWith("DEBUG=\"1\"");
        assertThat(singleUser().with("DEBUG", "1").problems()).hasSize(1);
    }

    @Test
    void any_port_is_for_developers_and_two_listeners_need_two_ports() {
        assertThat(local().with("PORT", "0").with("MANAGEMENT_PORT", "0").problems())
                .isEmpty();
        assertThat(singleUser().with("PORT", "0").problems()).hasSize(1);
        assertThat(Surroundings.production(folder).with("MANAGEMENT_PORT", "0").problems())
                .hasSize(1);
        assertThat(local().with("PORT", "8001").problems()).hasSize(1);
        assertThat(local().with("PORT", "9000").with("MANAGEMENT_PORT", "9000").problems())
                .hasSize(1);
    }

    @Test
    void any_host_and_origin_is_for_tests() {
        Surroundings test =
                local().with("APP_PROFILE", "test").with("ALLOWED_HOSTS", "*").with("CORS_ALLOWED_ORIGINS", "*");

        assertThat(test.problems()).isEmpty();
        assertThat(singleUser().with("ALLOWED_HOSTS", "*").problems()).hasSize(1);
    }

    @Test
    void single_user_requires_its_key_and_hosts() {
        assertThat(local().with("APP_PROFILE", "single-user").problems())
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("SECRET_KEY (not set)"),
                        text -> assertThat(text).startsWith("ALLOWED_HOSTS (not set)"));
    }

    @Test
    void a_key_of_thirty_two_good_characters_is_enough() {
        assertThat(local().with("SECRET_KEY", Surroundings.KEY.substring(0, 32)).problems())
                .isEmpty();
        assertThat(local().with("SECRET_KEY", Surroundings.KEY.substring(0, 31)).problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "change-me-change-me-change-me-change-me",
                "Change_This_Key_Before_Production_0123456789",
                "your-secret-key-goes-here-0123456789abcdef",
                "django-insecure-x7k#q9w!z2m4n6b8v0c1l3j5h7g9",
                "replace-me-with-a-long-random-string-9f8e7d",
                "my very long password that nobody can guess 1",
                "example-3qZr9-Vt1xKw7-Lm5pHs2cYd8gNb4jFa6u",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababab",
                "0123456789abcdef0123456789abcdef0123456789abcdef",
                "test-profile-key-known-to-everybody-0123456789"
            })
    void a_weak_or_sample_key_is_refused_in_every_profile(String key) {
        for (Profile profile : Profile.values()) {
            Surroundings surroundings = Surroundings.production(folder)
                    .with("APP_PROFILE", profile.label())
                    .with("SECRET_KEY", key);

            assertThat(surroundings.problems())
                    .singleElement()
                    .asString()
                    .startsWith("SECRET_KEY=" + Secret.MASK + " (environment) must ")
                    .contains("openssl rand -base64 48");
        }
    }

    @Test
    void the_previous_key_is_judged_too_and_must_differ() {
        Surroundings surroundings = local().with("SECRET_KEY", Surroundings.KEY);

        assertThat(surroundings.with("SECRET_KEY_PREVIOUS", "short").problems()).hasSize(1);
        assertThat(surroundings.with("SECRET_KEY_PREVIOUS", Surroundings.KEY).problems())
                .singleElement()
                .asString()
                .contains("is the same as SECRET_KEY");
    }

    @ParameterizedTest
    @CsvSource({"HS256, 32", "HS384, 48", "HS512, 64"})
    void a_longer_hash_needs_a_longer_key(String algorithm, int characters) {
        Surroundings surroundings = local().with("ALGORITHM", algorithm);

        assertThat(surroundings
                        .with("SECRET_KEY", Surroundings.KEY.substring(0, characters))
                        .problems())
                .isEmpty();
        assertThat(surroundings
                        .with("SECRET_KEY", Surroundings.KEY.substring(0, characters - 1))
                        .problems())
                .hasSize(1);
    }

    @Test
    void a_value_is_shown_on_one_line_of_bounded_length() {
        assertThat(local().with("LOG_LEVEL", "a\nb\u001b[31m\u202e" + "x".repeat(500))
                        .problems())
                .singleElement()
                .asString()
                .contains("a\\u{a}b\\u{1b}[31m\\u{202e}x", "x\"...")
                .hasSizeLessThan(400)
                .doesNotContain("\n", "\u001b", "\u202e");
    }

    private Surroundings local() {
        return new Surroundings(folder);
    }

    private Surroundings singleUser() {
        return local().with("APP_PROFILE", "single-user")
                .with("SECRET_KEY", Surroundings.KEY)
                .with("ALLOWED_HOSTS", "books.example");
    }
}
