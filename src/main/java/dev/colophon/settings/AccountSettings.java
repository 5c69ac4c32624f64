package dev.colophon.settings;

import java.util.Optional;

/**
 * Sign-in and tokens.
 *
 * @param secretKey signs tokens, cursors and form tokens
 * @param previousSecretKey still accepted for what it signed, never used to sign
 * @param algorithm HS256, HS384 or HS512
 * @param registrationOpen whether strangers may make an account
 * @param loginAttemptsPerMinute per client and instance; 0 is off
 */
public record AccountSettings(
        Secret secretKey,
        Optional<Secret> previousSecretKey,
        String algorithm,
        int accessTokenExpireMinutes,
        boolean registrationOpen,
        int loginAttemptsPerMinute) {}
