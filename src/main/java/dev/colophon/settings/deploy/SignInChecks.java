package dev.colophon.settings.deploy;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.EffectiveValue.Origin;
import java.util.List;

/** Keys, tokens, and who may try to sign in. */
final class SignInChecks {
    private static final int GOOD_KEY_CHARACTERS = 50;
    private static final int GOOD_KEY_DIFFERENT_CHARACTERS = 16;
    private static final int LONGEST_TOKEN_MINUTES = 43_200;
    private static final int MOST_LOGIN_ATTEMPTS = 30;

    private final AccountSettings account;
    private final List<EffectiveValue> effective;
    private final Findings findings;

    SignInChecks(AccountSettings account, List<EffectiveValue> effective, Findings findings) {
        this.account = account;
        this.effective = effective;
        this.findings = findings;
    }

    void check() {
        checkKeys();
        checkSignIn();
    }

    private void checkKeys() {
        String key = account.secretKey().value();
        findings.add(
                key.length() < GOOD_KEY_CHARACTERS || key.chars().distinct().count() < GOOD_KEY_DIFFERENT_CHARACTERS,
                "W008",
                "SECRET_KEY",
                "is shorter than " + GOOD_KEY_CHARACTERS + " characters or not varied enough",
                "make a new one: openssl rand -base64 48; keep the old one in SECRET_KEY_PREVIOUS"
                        + " until the tokens have expired");
        findings.add(
                effective.stream().anyMatch(SignInChecks::isKeyOfDeveloper),
                "W009",
                "SECRET_KEY",
                "was not chosen by you: it is the one of a developer's profile",
                "set SECRET_KEY or SECRET_KEY_FILE");
        findings.add(
                account.previousSecretKey().isPresent(),
                "W010",
                "SECRET_KEY_PREVIOUS",
                "is set: whoever knows the old key can still sign tokens",
                "unset it ACCESS_TOKEN_EXPIRE_MINUTES after the change of the key");
        findings.add(
                account.previousSecretKey()
                        .filter(previous -> previous.value().length() < GOOD_KEY_CHARACTERS)
                        .isPresent(),
                "W011",
                "SECRET_KEY_PREVIOUS",
                "is shorter than " + GOOD_KEY_CHARACTERS + " characters",
                "unset it; who signed in with it signs in again");
    }

    private void checkSignIn() {
        findings.add(
                account.accessTokenExpireMinutes() > LONGEST_TOKEN_MINUTES,
                "W012",
                "ACCESS_TOKEN_EXPIRE_MINUTES",
                "lets a stolen token live longer than 30 days",
                "set it to " + LONGEST_TOKEN_MINUTES + " or less");
        findings.add(
                account.registrationOpen(),
                "W013",
                "REGISTRATION",
                "is open: everybody who finds the site may make an account",
                "set REGISTRATION=invitation or closed");
        findings.add(
                account.loginAttemptsPerMinute() == 0,
                "W014",
                "LOGIN_ATTEMPTS_PER_MINUTE",
                "is off: passwords can be guessed as fast as the server answers",
                "set it to 5");
        findings.add(
                account.loginAttemptsPerMinute() > MOST_LOGIN_ATTEMPTS,
                "W015",
                "LOGIN_ATTEMPTS_PER_MINUTE",
                "allows more than " + MOST_LOGIN_ATTEMPTS + " guesses a minute",
                "set it to 5");
    }

    private static boolean isKeyOfDeveloper(EffectiveValue value) {
        boolean unchosen = value.origin() == Origin.DATA_FOLDER || value.origin() == Origin.PROFILE;
        return unchosen && value.name().equals("SECRET_KEY");
    }
}
