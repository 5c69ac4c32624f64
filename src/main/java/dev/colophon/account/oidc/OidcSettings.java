package dev.colophon.account.oidc;

import dev.colophon.settings.Secret;
import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who else may say who somebody is.
 *
 * @param issuer of the provider; without one there are passwords alone
 * @param clientId as which the provider knows this instance
 * @param clientSecret absent for a public client
 * @param name what readers know the provider by
 * @param scopes with spaces between
 * @param registration whether somebody who is unknown here gets an account
 */
public record OidcSettings(
        Optional<URI> issuer,
        String clientId,
        Optional<Secret> clientSecret,
        String name,
        String scopes,
        boolean registration) {
    public static final Group<OidcSettings> GROUP =
            new Group<>("Sign-in by OpenID Connect", Purpose.SERVE, OidcSettings::of);

    private static final int LONGEST_NAME = 40;
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");
    private static final Pattern OWN_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private static final Variable<URI> OIDC_ISSUER = GROUP.declare(
            "OIDC_ISSUER",
            AddressType.service(),
            Default.none("not set: passwords alone"),
            "issuer of the OpenID Connect provider that readers may sign in with, exactly as it names itself; https"
                    + " only, except on this machine and in the profiles local and test",
            "https://login.example/realms/home");

    private static final Variable<String> OIDC_CLIENT_ID = GROUP.declare(
            "OIDC_CLIENT_ID",
            Type.text(),
            Default.none("not set"),
            "as which the provider knows this instance; required with OIDC_ISSUER",
            "colophon");

    private static final Variable<Secret> OIDC_CLIENT_SECRET = GROUP.declare(
            "OIDC_CLIENT_SECRET",
            Secret.TYPE,
            Default.none("not set: a public client"),
            "secret of the client, if the provider gave it one",
            "the secret that the provider shows for the client");

    private static final Variable<String> OIDC_NAME = GROUP.declare(
            "OIDC_NAME",
            Type.text(LONGEST_NAME),
            Default.of("OpenID Connect"),
            "what the button says after \"Sign in with\"",
            "Keycloak");

    private static final Variable<String> OIDC_SCOPES = GROUP.declare(
            "OIDC_SCOPES",
            scopesType(),
            Default.of("openid profile email"),
            "what the provider is asked for; openid has to be among it",
            "openid profile email");

    private static final Variable<Boolean> OIDC_REGISTRATION = GROUP.declare(
            "OIDC_REGISTRATION",
            Type.flag(),
            Default.of("0"),
            "1: whoever the provider lets in and who is unknown here gets an account, whatever REGISTRATION says",
            "1");

    private static OidcSettings of(Values values) {
        Optional<URI> issuer = values.find(OIDC_ISSUER);
        if (issuer.isPresent()) {
            if (values.isUnset(OIDC_CLIENT_ID)) {
                values.require(OIDC_CLIENT_ID, "with OIDC_ISSUER");
            }
            refuseClearText(values, issuer.get());
        } else {
            refuseAlone(values);
        }
        return new OidcSettings(
                issuer,
                values.find(OIDC_CLIENT_ID).orElse(""),
                values.find(OIDC_CLIENT_SECRET),
                values.get(OIDC_NAME),
                values.get(OIDC_SCOPES),
                values.get(OIDC_REGISTRATION));
    }

    /** Whoever can change what the provider says can be anybody. */
    private static void refuseClearText(Values values, URI issuer) {
        if (!values.profile().isForDevelopers() && !isSafe(issuer)) {
            values.refuse(OIDC_ISSUER, "must be an https address, unless the provider is on this machine");
        }
    }

    private static void refuseAlone(Values values) {
        for (Variable<?> variable : List.of(OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)) {
            if (!values.isUnset(variable) && values.isUnset(OIDC_ISSUER)) {
                values.refuse(variable, "is set without OIDC_ISSUER", "set OIDC_ISSUER too, or unset it");
            }
        }
    }

    /** Whether nobody can listen or change what is said on the way. */
    private static boolean isSafe(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                || OWN_MACHINE
                        .matcher(address.getHost().toLowerCase(Locale.ROOT))
                        .matches();
    }

    /** Whether an address that the provider names is as safe as the issuer that was accepted. */
    boolean isAsSafe(URI address) {
        return isSafe(address)
                || issuer.filter(given -> "http".equalsIgnoreCase(given.getScheme()))
                        .isPresent();
    }

    private static Type<String> scopesType() {
        String name = "scopes with spaces between, openid among them";
        return new Type<>(name, false, text -> {
            List<String> scopes = List.of(text.split(" ", -1));
            boolean fits =
                    scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches());
            if (!fits || !scopes.contains("openid")) {
                throw new RuleBroken("must be " + name);
            }
            return text;
        });
    }
}
