package dev.colophon.settings.deploy;

/**
 * One thing to mend before strangers come.
 *
 * @param id such as {@code colophon.W001}; it stays for ever, and a check that goes leaves a gap
 * @param subject the variable
 * @param finding what is unwise, as the end of a sentence that starts with the subject
 */
public record DeployFinding(String id, String subject, String finding, String remedy) {}
