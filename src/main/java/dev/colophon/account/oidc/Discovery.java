package dev.colophon.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * What the provider says about itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where the browser is sent
 * @param token where a code is exchanged
 * @param keys where the keys are that sign
 * @param secretInForm whether the client's secret is wanted in the form and not in the header
 */
record Discovery(URI authorization, URI token, URI keys, boolean secretInForm) {
    private static final String BASIC = "client_secret_basic";
    private static final String FORM = "client_secret_post";

    static URI address(URI issuer) {
        return URI.create(issuer.toString().replaceFirst("/+$", "") + "/.well-known/openid-configuration");
    }

    /**
     * @throws ProviderFailure when it is not the provider of the settings, or names an address that is not safe
     */
    static Discovery of(JsonNode document, OidcSettings settings) throws ProviderFailure {
        String issuer = settings.issuer().map(URI::toString).orElse("");
        if (!document.path("issuer").asText().equals(issuer)) {
            throw ProviderFailure.unreachable("it calls itself by another issuer than OIDC_ISSUER");
        }
        return new Discovery(
                address(document, "authorization_endpoint", settings),
                address(document, "token_endpoint", settings),
                address(document, "jwks_uri", settings),
                wantsForm(document.path("token_endpoint_auth_methods_supported")));
    }

    private static URI address(JsonNode document, String field, OidcSettings settings) throws ProviderFailure {
        try {
            URI address = new URI(document.path(field).asText());
            if (address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("https?")
                    && address.getRawFragment() == null
                    && settings.isAsSafe(address)) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            throw unsafe(field);
        }
        throw unsafe(field);
    }

    private static ProviderFailure unsafe(String field) {
        return ProviderFailure.unreachable("its " + field + " is missing or no https address");
    }

    /** Where it does not tell, the header is what every provider takes. */
    private static boolean wantsForm(JsonNode methods) {
        boolean basic = methods.isMissingNode();
        boolean form = false;
        for (JsonNode method : methods) {
            basic |= method.asText().equals(BASIC);
            form |= method.asText().equals(FORM);
        }
        return form && !basic;
    }
}
