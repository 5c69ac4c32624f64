package dev.colophon.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which provider there is, by the variables. */
class OidcSettingsTest {
    private static final String ISSUER = "https://login.example/realms/home";

    @TempDir
    Path folder;

    private Surroundings with(String issuer) {
        return Surroundings.production(folder).with("OIDC_ISSUER", issuer).with("OIDC_CLIENT_ID", "colophon");
    }

    private OidcSettings settings(Surroundings surroundings) {
        assertThat(surroundings.problems()).isEmpty();
        return surroundings.settings().get(OidcSettings.GROUP);
    }

    @Test
    void without_an_issuer_there_are_passwords_alone() {
        assertThat(settings(Surroundings.production(folder)).issuer()).isEmpty();
    }

    @Test
    void an_issuer_and_a_client_are_enough() {
        OidcSettings settings = settings(with(ISSUER));

        assertThat(settings.issuer()).contains(URI.create(ISSUER));
        assertThat(settings.clientId()).isEqualTo("colophon");
        assertThat(settings.clientSecret()).isEmpty();
        assertThat(settings.name()).isEqualTo("OpenID Connect");
        assertThat(settings.scopes()).isEqualTo("openid profile email");
        assertThat(settings.registration()).isFalse();
    }

    @Test
    void the_secret_comes_from_a_file_too_and_is_never_shown() {
        Surroundings surroundings =
                with(ISSUER).with("OIDC_CLIENT_SECRET_FILE", "secret").file("secret", "s3cret-of-it\n");

        OidcSettings settings = settings(surroundings);

        assertThat(settings.clientSecret().orElseThrow().value()).isEqualTo("s3cret-of-it");
        assertThat(settings.toString() + surroundings.effective("OIDC_CLIENT_SECRET"))
                .doesNotContain("s3cret-of-it");
    }

    @Test
    void what_belongs_together_is_demanded_together() {
        assertThat(with(ISSUER).without("OIDC_CLIENT_ID").problems())
                .singleElement()
                .asString()
                .startsWith("OIDC_CLIENT_ID")
                .contains("with OIDC_ISSUER");
        List<String> alone = with(ISSUER)
                .without("OIDC_ISSUER")
                .with("OIDC_CLIENT_SECRET", "s3cret-of-it")
                .problems();
        assertThat(alone).hasSize(2).allMatch(problem -> problem.contains("is set without OIDC_ISSUER"));
        assertThat(alone.toString()).doesNotContain("s3cret-of-it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "http://10.0.0.1",
                "http://127.0.0.1.evil.example",
                "ftp://login.example",
                "login.example",
                "https://login.example/?realm=home",
                "https://login.example/#home",
                "https://somebody@login.example"
            })
    void an_issuer_in_clear_text_or_that_is_none_is_refused(String issuer) {
        assertThat(with(issuer).problems()).singleElement().asString().startsWith("OIDC_ISSUER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/realms/home", "http://127.0.0.1:9000", "http://[::1]:9000"})
    void a_provider_on_this_machine_needs_no_tls(String issuer) {
        assertThat(settings(with(issuer)).issuer()).contains(URI.create(issuer));
    }

    @Test
    void a_developer_may_have_one_in_clear_text_anywhere() {
        assertThat(settings(with("http://login.example").with("APP_PROFILE", "local"))
                        .issuer())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "OIDC_SCOPES, profile email",
        "OIDC_SCOPES, 'openid  email'",
        "OIDC_SCOPES, 'openid \"email\"'",
        "OIDC_NAME, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "OIDC_REGISTRATION, maybe"
    })
    void what_breaks_a_rule_is_refused(String name, String value) {
        assertThat(with(ISSUER).with(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name);
    }

    @Test
    void what_the_provider_names_has_to_be_as_safe_as_its_issuer() {
        OidcSettings settings = settings(with(ISSUER));

        assertThat(settings.isAsSafe(URI.create("https://elsewhere.example/token")))
                .isTrue();
        assertThat(settings.isAsSafe(URI.create("http://login.example/token"))).isFalse();
    }
}
