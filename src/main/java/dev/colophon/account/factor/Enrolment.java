package dev.colophon.account.factor;

import dev.colophon.text.Base32;

/**
 * What an app is to be given; shown once.
 *
 * @param secret as people type it
 * @param uri as apps read it
 */
record Enrolment(String secret, String uri) {
    private static final String ISSUER = "Colophon";

    /**
     * @param username has nothing that an address must not have
     */
    static Enrolment of(String username, byte[] secret) {
        String text = Base32.encode(secret);
        return new Enrolment(
                text,
                "otpauth://totp/" + ISSUER + ":" + username + "?secret=" + text + "&issuer=" + ISSUER
                        + "&algorithm=SHA1&digits=6&period=" + OneTimeCodes.STEP_SECONDS);
    }

    @Override
    public String toString() {
        return "Enrolment[]";
    }
}
