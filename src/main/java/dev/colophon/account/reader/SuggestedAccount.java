package dev.colophon.account.reader;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is called elsewhere, for an account here.
 *
 * @param usernames of which the first takes effect that is free; the last one has to be
 * @param email left out where it belongs to another account
 */
public record SuggestedAccount(
        List<String> usernames,
        @Nullable String email,
        @Nullable String displayName) {}
